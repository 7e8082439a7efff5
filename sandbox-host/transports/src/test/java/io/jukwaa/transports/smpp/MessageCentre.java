package io.jukwaa.transports.smpp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_16BE;

import io.jukwaa.transports.GsmAlphabet;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.jsmpp.bean.SubmitSm;

/** The {@link SmscSimulator} for tests of what stands between an operator and us. Takes every message. */
public final class MessageCentre implements AutoCloseable {
  private static final int RECEIPT = 4;
  private static final int UDHI = 0x40;
  private static final int DEFAULT = 0;
  private static final int UCS2 = 8;

  private final SmscSimulator smsc = new SmscSimulator();
  private final AtomicInteger sequence = new AtomicInteger();
  private int seen;

  /**
   * A message that came.
   *
   * @param id what the sender was told that it is called
   * @param text without the header of a part
   */
  public record Submitted(String id, String from, String to, String text, boolean wantsReceipt, int priority) {}

  public MessageCentre() throws IOException {}

  public int port() {
    return smsc.port();
  }

  /** Waits for whoever binds next. */
  public void awaitBound() throws InterruptedException {
    smsc.bound();
  }

  /** Waits for the next message, or part of one. */
  public Submitted submitted() throws InterruptedException {
    SubmitSm submit = smsc.submitted();
    seen++;
    byte[] bytes = submit.getShortMessage();
    byte[] body = (submit.getEsmClass() & UDHI) == 0 ? bytes : Arrays.copyOfRange(bytes, bytes[0] + 1, bytes.length);
    String text = submit.getDataCoding() == UCS2 ? new String(body, UTF_16BE) : GsmAlphabet.decode(body);
    return new Submitted("id" + seen, submit.getSourceAddr(), submit.getDestAddress(), text,
        submit.getRegisteredDelivery() != 0, submit.getPriorityFlag());
  }

  /**
   * Tells what became of a message, and waits until that is taken.
   *
   * @param state as a receipt has it: DELIVRD, UNDELIV
   */
  public void report(String id, String state) throws IOException, InterruptedException {
    String receipt = "id:" + id + " sub:001 dlvrd:001 submit date:2611201200 done date:2611201201 stat:" + state
        + " err:000 text:";
    deliver(RECEIPT, DEFAULT, receipt.getBytes(US_ASCII));
  }

  /** Hands over a text from +254711000111 to 12345, and waits until that is taken. */
  public void text(String content) throws IOException, InterruptedException {
    boolean plain = GsmAlphabet.holds(content);
    deliver(0, plain ? DEFAULT : UCS2, plain ? GsmAlphabet.encode(content) : content.getBytes(UTF_16BE));
  }

  private void deliver(int esmClass, int coding, byte[] bytes) throws IOException, InterruptedException {
    int status = smsc.delivered(Pdu.deliver(sequence.incrementAndGet(), esmClass, coding, bytes).pdu());
    if (status != 0) {
      throw new AssertionError("deliver_sm: " + status + " (expected: 0)");
    }
  }

  @Override
  public void close() throws IOException {
    smsc.close();
  }
}
