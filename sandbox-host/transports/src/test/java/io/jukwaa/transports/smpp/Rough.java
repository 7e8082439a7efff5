package io.jukwaa.transports.smpp;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.jsmpp.PDUStringException;
import org.jsmpp.util.DefaultDecomposer;

/** What a {@link SmscSimulator} does in a bad hour. Thread-safe. */
public final class Rough implements SmscSimulator.Script {
  private static final int THROTTLED = 0x58;
  private static final int QUEUE_FULL = 0x14;
  /** Each costs the client seconds. */
  private static final int MOST_HANG_UPS = 2;
  private static final DefaultDecomposer DECOMPOSER = new DefaultDecomposer();

  private final Random random;
  private final Map<String, Integer> taken = new HashMap<>();
  private final List<String> owed = new ArrayList<>();
  private final AtomicInteger ids = new AtomicInteger();
  private int hangUps;
  private int turnedAway;

  Rough(long seed) {
    random = new Random(seed);
  }

  /** Text → how often a message of it was taken. */
  public synchronized Map<String, Integer> taken() {
    return Map.copyOf(taken);
  }

  public synchronized int hangUps() {
    return hangUps;
  }

  public synchronized int turnedAway() {
    return turnedAway;
  }

  /** Tells what became of all that was taken and not told of yet: it arrived. */
  public synchronized void report(SmscSimulator smsc) throws IOException {
    for (String id : List.copyOf(owed)) {
      smsc.deliver(receipt(id));
      owed.remove(id);
    }
  }

  @Override
  public synchronized void submitted(SmscSimulator smsc, SmscSimulator.Line line, byte[] submit) throws IOException {
    int fate = random.nextInt(100);
    if (fate < 15) {
      turnedAway++;
      line.refuse(submit, fate < 10 ? THROTTLED : QUEUE_FULL);
    } else if (fate < 22 && hangUps < MOST_HANG_UPS) {
      hangUps++;
      if (fate < 18) {
        take(submit);
      }
      line.socket.close();
    } else {
      String id = take(submit);
      if (fate < 35) {
        owed.remove(id);
        line.write(receipt(id));
      }
      line.accept(submit, id);
    }
  }

  private String take(byte[] submit) {
    try {
      taken.merge(new String(DECOMPOSER.submitSm(submit).getShortMessage(), US_ASCII), 1, Integer::sum);
    } catch (PDUStringException e) {
      throw new IllegalStateException(e);
    }
    String id = "r" + ids.incrementAndGet();
    owed.add(id);
    return id;
  }

  private byte[] receipt(String id) {
    return Pdu.deliver(10_000 + ids.incrementAndGet(), 0x04, 0, ("id:" + id
        + " sub:001 dlvrd:001 submit date:2611300000 done date:2611300001 stat:DELIVRD err:000 text:")
        .getBytes(US_ASCII))
        .pdu();
  }
}
