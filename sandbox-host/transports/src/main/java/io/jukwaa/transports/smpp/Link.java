package io.jukwaa.transports.smpp;

import io.jukwaa.transports.smpp.Addressing.Address;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.jsmpp.DefaultPDUSender;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.SMPPConstant;
import org.jsmpp.SynchronizedPDUSender;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.Command;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.InterfaceVersion;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.RawDataCoding;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.PendingResponse;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.extra.SessionState;
import org.jsmpp.session.BindCommandTask;
import org.jsmpp.session.EnquireLinkCommandTask;
import org.jsmpp.session.SMPPSession;
import org.jsmpp.session.SendCommandTask;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One session with an operator, from the connection to its end. It is used once. Thread-safe; blocks.
 *
 * <p>It is jSMPP's session, but whoever waits for an answer is told at once when the connection ends, and messages that
 * come in are answered when whoever took them says so.
 */
final class Link extends SMPPSession {
  private static final Logger LOG = LoggerFactory.getLogger(Link.class);
  /** No operator's status: it would be negative. */
  private static final int LOST = -1;
  private static final Pattern ID = Pattern.compile("[ -~]{1,64}");
  private static final long GOODBYE_MILLIS = 2_000;

  private final Dial dial;
  private final Timing timing;
  private final Set<Integer> asked = ConcurrentHashMap.newKeySet();
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean connected;

  /** @param taker gets each deliver_sm and its sequence number, to be answered with {@link #answer}; must not block */
  Link(Dial dial, Timing timing, BiConsumer<Link, byte[]> taker) {
    this(dial, timing, new Gate(taker));
  }

  private Link(Dial dial, Timing timing, Gate gate) {
    super(new SynchronizedPDUSender(new DefaultPDUSender()), new PduGate(gate),
        (_, _) -> new Line(Wire.connect(dial, timing)));
    this.dial = dial;
    this.timing = timing;
    gate.link = this;
    setTransactionTimer(timing.answer().toMillis());
    setEnquireLinkTimer((int) dial.silence().toMillis());
    setPduProcessorDegree(1); // what blocks does not go through jSMPP, so one thread is enough, and keeps the order
    addSessionStateListener((now, _, _) -> {
      if (now == SessionState.UNBOUND) { // jSMPP would wait for the operator to hang up
        Thread.startVirtualThread(this::close);
      }
    });
  }

  /**
   * Connects and binds.
   *
   * @throws NegativeResponseException if the operator refuses
   */
  void bind(BindType type) throws IOException, PDUException, NegativeResponseException, ResponseTimeoutException,
      InvalidResponseException {
    Dial.Login login = dial.login();
    try {
      connect(dial.host(), dial.port());
      connected = true;
      executeSendCommand(new BindCommandTask(pduSender(), type, login.systemId(), login.password(), login.systemType(),
          InterfaceVersion.IF_34, login.numbering().type(), login.numbering().plan(), login.range()),
          timing.bind().toMillis());
    } catch (IOException | PDUException | NegativeResponseException | ResponseTimeoutException
        | InvalidResponseException e) {
      end();
      throw e;
    }
  }

  /**
   * Asks the operator to take a short message. Blocks until it answers.
   *
   * @throws IOException if the connection ends first: perhaps it has taken it
   */
  Window.Said submit(Letter letter, Parts.Part part) throws IOException, PDUException, ResponseTimeoutException,
      InvalidResponseException {
    Address from = letter.from();
    Address to = letter.to();
    try {
      String id = submitShortMessage(letter.serviceType(), from.numbering().type(), from.numbering().plan(),
          from.digits(), to.numbering().type(), to.numbering().plan(), to.digits(), new ESMClass(part.esmClass()),
          (byte) 0, (byte) 0, null, null, new RegisteredDelivery(letter.receipts() ? 1 : 0), (byte) 0,
          new RawDataCoding(part.coding()), (byte) 0, part.body(),
          part.parameters().toArray(new OptionalParameter[0])).getMessageId();
      return new Window.Said(CommandStatus.ESME_ROK.code(), id != null && ID.matcher(id).matches() ? id : null);
    } catch (NegativeResponseException e) {
      return new Window.Said(e.getCommandStatus(), null);
    }
  }

  /** Whether there ever was somebody at the other end. */
  boolean wasConnected() {
    return connected;
  }

  boolean isBound() {
    return ended.getCount() > 0 && getSessionState().isBound();
  }

  /** Returns when the session has ended, and ends it if the operator does not read what is written. */
  void awaitEnd() throws InterruptedException {
    Duration silence = dial.silence();
    while (!ended.await(silence.toMillis(), TimeUnit.MILLISECONDS)) {
      if (connection() instanceof Line line && line.isStuck(silence)) {
        close();
      }
    }
  }

  /** Answers a deliver_sm. If the connection is gone, the operator tells it again by the next. */
  void answer(int sequence, int status) {
    say(out -> pduSender().sendDeliverSmResp(out, status, sequence, null));
  }

  /** Unbinds if it can, and closes. */
  void end() {
    if (isBound()) {
      setTransactionTimer(GOODBYE_MILLIS);
      unbindAndClose();
    }
    close();
  }

  @Override
  public void close() {
    ended.countDown();
    if (connection() != null) {
      super.close();
    }
    for (Integer sequence : asked) {
      PendingResponse<Command> waiting = removePendingResponse(sequence);
      if (waiting != null) {
        waiting.done(new Refused(LOST));
      }
    }
  }

  /**
   * @throws NegativeResponseException if the operator's status is not 0
   * @throws IOException if the connection ends first
   */
  @Override
  protected Command executeSendCommand(SendCommandTask task, long timeout) throws PDUException,
      ResponseTimeoutException, InvalidResponseException, NegativeResponseException, IOException {
    Numbered numbered = new Numbered(task);
    boolean enquires = task.getCommandName().equals(EnquireLinkCommandTask.COMMAND_NAME_ENQUIRE_LINK);
    try {
      return super.executeSendCommand(numbered, enquires ? Math.min(timeout, dial.silence().toMillis()) : timeout);
    } catch (NegativeResponseException e) {
      if (e.getCommandStatus() == LOST) {
        throw new IOException("the connection ended", e);
      }
      throw e;
    } finally {
      asked.remove(numbered.sequence);
    }
  }

  private void refuse(int commandId, int sequence) {
    say(out -> pduSender().sendHeader(out, commandId | SMPPConstant.MASK_CID_RESP, SMPPConstant.STAT_ESME_RINVCMDID,
        sequence));
  }

  private void nacked(int status, int sequence) {
    PendingResponse<Command> waiting = removePendingResponse(sequence);
    if (waiting != null) {
      waiting.done(new Refused(status == 0 ? SMPPConstant.STAT_ESME_RUNKNOWNERR : status));
    }
  }

  private void say(Words words) {
    try {
      words.write(connection().getOutputStream());
    } catch (IOException e) {
      LOG.debug("{} cannot be answered: {}", dial.where(), e.getMessage());
      close();
    }
  }

  /** Something to write. */
  private interface Words {
    void write(OutputStream out) throws IOException;
  }

  /** Stands for an answer, as jSMPP overlooks a failure that is told before it waits. */
  private static final class Refused extends Command {
    private static final long serialVersionUID = 1L;

    Refused(int status) {
      setCommandStatus(status);
    }
  }

  /** Remembers under which number something is asked. */
  private final class Numbered implements SendCommandTask {
    private final SendCommandTask task;
    private int sequence;

    Numbered(SendCommandTask task) {
      this.task = task;
    }

    @Override
    public void executeTask(OutputStream out, int number) throws PDUException, IOException {
      sequence = number;
      asked.add(number);
      if (ended.getCount() == 0) { // the end has perhaps looked through what is asked already
        throw new IOException("the connection ended");
      }
      task.executeTask(out, number);
    }

    @Override
    public String getCommandName() {
      return task.getCommandName();
    }
  }

  /** What the gate tells, brought to the link, which is there a moment later than its gate. */
  private static final class Gate implements PduGate.Receiver {
    private final BiConsumer<Link, byte[]> taker;
    private @Nullable Link link;

    Gate(BiConsumer<Link, byte[]> taker) {
      this.taker = taker;
    }

    @Override
    public void deliver(byte[] pdu) {
      taker.accept(link(), pdu);
    }

    @Override
    public void refuse(int commandId, int sequence) {
      link().refuse(commandId, sequence);
    }

    @Override
    public void nacked(int status, int sequence) {
      link().nacked(status, sequence);
    }

    @Override
    public void garbage() {
      link().say(out -> link().pduSender().sendGenericNack(out, SMPPConstant.STAT_ESME_RINVCMDLEN, 0));
    }

    private Link link() {
      return Objects.requireNonNull(link);
    }
  }
}
