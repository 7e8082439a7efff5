package io.jukwaa.transports.smpp;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jsmpp.PDUStringException;
import org.jsmpp.bean.Bind;
import org.jsmpp.bean.SubmitSm;
import org.jsmpp.util.DefaultDecomposer;
import org.jspecify.annotations.Nullable;

/** An operator's message centre on a real socket, which does what a test's script says. */
public final class SmscSimulator implements AutoCloseable {
  private static final DefaultDecomposer DECOMPOSER = new DefaultDecomposer();
  private static final int BIND_RECEIVER = 1;

  final LinkedBlockingQueue<Bind> binds = new LinkedBlockingQueue<>();
  final LinkedBlockingQueue<byte[]> raw = new LinkedBlockingQueue<>();
  final LinkedBlockingQueue<SubmitSm> submits = new LinkedBlockingQueue<>();
  final AtomicInteger taken = new AtomicInteger();
  /** What a bind is answered with; negative for nothing. */
  volatile int bindStatus;
  /** Whether it says that it is there. */
  volatile boolean alive = true;
  /** Whether every byte is written by itself. */
  volatile boolean bytewise;
  volatile Script script = TAKES;
  private final Map<Integer, LinkedBlockingQueue<byte[]>> answers = new ConcurrentHashMap<>();
  private final List<Line> lines = new CopyOnWriteArrayList<>();
  private final ServerSocket server;

  /** Answers a submit_sm, now or later, or does not. */
  @FunctionalInterface
  interface Script {
    void submitted(SmscSimulator smsc, Line line, byte[] submit) throws IOException;
  }

  static final Script TAKES = (smsc, line, submit) -> line.accept(submit, "id" + smsc.taken.incrementAndGet());
  static final Script SAYS_NOTHING = (_, _, _) -> {};
  static final Script HANGS_UP = (_, line, _) -> line.socket.close();

  /** From the first message on. */
  static final Script READS_NO_MORE = (_, line, _) -> line.over.acquireUninterruptibly();

  /**
   * A centre in a bad hour: it throttles, has a full queue, hangs up before and after it takes a message, answers late, sends
   * a receipt before the answer, and most receipts when it is asked for them, by {@link Rough#report}.
   */
  public Rough roughly(long seed) {
    Rough rough = new Rough(seed);
    script = rough;
    return rough;
  }

  static Script refuses(int status) {
    return (_, line, submit) -> line.refuse(submit, status);
  }

  public SmscSimulator() throws IOException {
    this(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
  }

  /** @param server that listens; another form of socket than TCP's is as good */
  SmscSimulator(ServerSocket server) {
    this.server = server;
    Thread.ofVirtual().start(this::listen);
  }

  public int port() {
    return server.getLocalPort();
  }

  /** Waits for the next bind. */
  public Bind bound() throws InterruptedException {
    return present(binds.poll(20, TimeUnit.SECONDS), "bind");
  }

  public SubmitSm submitted() throws InterruptedException {
    return present(submits.poll(20, TimeUnit.SECONDS), "submit_sm");
  }

  /** Writes a deliver_sm, or anything, to whoever takes messages, and does not wait. */
  void deliver(byte[] pdu) throws IOException {
    lines.stream().filter(line -> line.receives).toList().getLast().write(pdu);
  }

  /** Writes a deliver_sm and waits for what it is answered with. */
  public int delivered(byte[] pdu) throws IOException, InterruptedException {
    deliver(pdu);
    return Pdu.status(answer(Pdu.sequence(pdu)));
  }

  /** Waits for what is answered under a number. */
  byte[] answer(int sequence) throws InterruptedException {
    return present(answered(sequence).poll(20, TimeUnit.SECONDS), "answer to " + sequence);
  }

  boolean isAnswered(int sequence) {
    return !answered(sequence).isEmpty();
  }

  /** Hangs up on everybody. */
  void drop() throws IOException {
    for (Line line : lines) {
      line.over.release();
      line.socket.close();
    }
  }

  /** Sessions that are open. */
  long open() {
    return lines.stream().filter(line -> !line.socket.isClosed()).count();
  }

  @Override
  public void close() throws IOException {
    server.close();
    drop();
  }

  private LinkedBlockingQueue<byte[]> answered(int sequence) {
    return answers.computeIfAbsent(sequence, _ -> new LinkedBlockingQueue<>());
  }

  private static <T> T present(@Nullable T found, String what) {
    if (found == null) {
      throw new AssertionError(what + ": none within 20 seconds");
    }
    return found;
  }

  private void listen() {
    try {
      while (true) {
        Line line = new Line(server.accept());
        Thread.ofVirtual().start(line::read);
      }
    } catch (IOException e) {
      // closed
    }
  }

  /** One connection. */
  final class Line {
    final Socket socket;
    volatile boolean receives;
    private final Semaphore over = new Semaphore(0);

    Line(Socket socket) {
      this.socket = socket;
    }

    void accept(byte[] submit, String id) throws IOException {
      write(new Pdu(Pdu.RESPONSE | Pdu.SUBMIT_SM, 0, Pdu.sequence(submit)).text(id).pdu());
    }

    /** Without a body, as many do. */
    void refuse(byte[] submit, int status) throws IOException {
      write(new Pdu(Pdu.RESPONSE | Pdu.SUBMIT_SM, status, Pdu.sequence(submit)).pdu());
    }

    void write(byte[] bytes) throws IOException {
      OutputStream out = socket.getOutputStream();
      synchronized (socket) {
        if (!bytewise) {
          out.write(bytes);
          return;
        }
        for (byte each : bytes) {
          out.write(each);
          out.flush();
        }
      }
    }

    private void read() {
      try (socket) {
        socket.setTcpNoDelay(true);
        DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        while (true) {
          byte[] pdu = new byte[length(in.readInt())];
          in.readFully(pdu, 4, pdu.length - 4);
          java.nio.ByteBuffer.wrap(pdu).putInt(0, pdu.length);
          handle(pdu);
        }
      } catch (IOException e) {
        // over
      } catch (PDUStringException e) {
        throw new IllegalStateException(e);
      }
    }

    private static int length(int said) throws IOException {
      if (said < 16 || said > 100_000) {
        throw new IOException("a PDU of " + said + " bytes");
      }
      return said;
    }

    private void handle(byte[] pdu) throws IOException, PDUStringException {
      raw.add(pdu);
      int id = Pdu.id(pdu);
      switch (id) {
        case 1, 2, 9 -> bind(pdu);
        case Pdu.SUBMIT_SM -> {
          submits.add(DECOMPOSER.submitSm(pdu));
          script.submitted(SmscSimulator.this, this, pdu);
        }
        case 6, 0x15 -> {
          if (alive) {
            write(new Pdu(Pdu.RESPONSE | id, 0, Pdu.sequence(pdu)).pdu());
          }
        }
        default -> answered(Pdu.sequence(pdu)).add(pdu);
      }
    }

    private void bind(byte[] pdu) throws IOException, PDUStringException {
      int status = bindStatus;
      if (status > 0) {
        write(new Pdu(Pdu.RESPONSE | Pdu.id(pdu), status, Pdu.sequence(pdu)).pdu());
      } else if (status == 0) {
        receives = Pdu.id(pdu) == BIND_RECEIVER || Pdu.id(pdu) == 9;
        lines.add(this);
        write(new Pdu(Pdu.RESPONSE | Pdu.id(pdu), 0, Pdu.sequence(pdu)).text("SMSC").pdu());
      }
      binds.add(DECOMPOSER.bind(pdu));
    }
  }
}
