package io.jukwaa.transports.amqp;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.ShutdownSignalException;
import com.rabbitmq.client.impl.ForgivingExceptionHandler;
import java.io.IOException;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection to the broker, from its begin to its end, and what is published by it. Thread-safe; blocks. */
final class Link implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Link.class);
  private static final ExecutorService THREADS = Executors.newThreadPerTaskExecutor(
      Thread.ofVirtual().name("amqp").factory());
  private static final int GOODBYE_MILLIS = 2_000;
  /** What is larger than the client likes would end the connection each time it comes. */
  private static final int LARGEST_BODY = 256 * 1024 * 1024;
  private static final int PERSISTENT = 2;

  private final Connection connection;
  private final Channel out;
  private final Queues queues;
  private final Timing timing;
  private final ReentrantLock publishing = new ReentrantLock();
  private final ConcurrentNavigableMap<Long, Unconfirmed> unconfirmed = new ConcurrentSkipListMap<>();
  private final Set<String> returned = ConcurrentHashMap.newKeySet();
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile @Nullable String blocked;
  private volatile String reason = "the connection ended";

  /** What the broker said to a message. */
  enum Said {
    /** It is safe there. */
    TAKEN,
    /** The broker will not have it, for now. */
    REFUSED,
    /** There is no queue for it any more. */
    NO_QUEUE
  }

  private record Unconfirmed(String id, CompletableFuture<Said> said) {}

  private Link(Connection connection, Queues queues, Timing timing) throws IOException {
    this.connection = connection;
    this.queues = queues;
    this.timing = timing;
    connection.addShutdownListener(this::end);
    connection.addBlockedListener(why -> blocked = why, () -> blocked = null);
    this.out = connection.createChannel();
    out.addShutdownListener(this::end);
    out.addReturnListener(message -> returned.add(message.getProperties().getMessageId()));
    out.addConfirmListener((tag, all) -> confirmed(tag, all, Said.TAKEN),
        (tag, all) -> confirmed(tag, all, Said.REFUSED));
    declare(out, queues.outbound());
    out.confirmSelect();
  }

  /**
   * Connects, and sees to it that what is published has a queue.
   *
   * @throws IOException if the broker cannot be reached or refuses, {@link #words} knows why
   */
  static Link open(AmqpSettings settings, Timing timing) throws IOException, TimeoutException {
    Connection connection = factory(settings, timing).newConnection("jukwaa " + settings.queues().transport());
    try {
      return new Link(connection, settings.queues(), timing);
    } catch (IOException | RuntimeException e) {
      connection.abort(GOODBYE_MILLIS);
      throw e;
    }
  }

  /** A queue as Vumi has them: it is there already, or made. */
  static void declare(Channel channel, String queue) throws IOException {
    channel.exchangeDeclare(Queues.EXCHANGE, "direct", true);
    channel.queueDeclare(queue, true, false, false, null);
    channel.queueBind(queue, Queues.EXCHANGE, queue);
  }

  /** In the broker's words why something did not succeed; null if it said none, or the fault was not its. */
  static @Nullable String words(@Nullable Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ShutdownSignalException signal && !signal.isInitiatedByApplication()) {
        return switch (signal.getReason()) {
          case AMQP.Connection.Close close -> close.getReplyText();
          case AMQP.Channel.Close close -> close.getReplyText();
          case null, default -> null;
        };
      }
    }
    return null;
  }

  Channel channel() throws IOException {
    return connection.createChannel();
  }

  boolean isOpen() {
    return ended.getCount() > 0;
  }

  /** Returns when the connection has ended, but not later than this. */
  void awaitEnd(Duration atMost) throws InterruptedException {
    var _ = ended.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Why it ended. */
  String reason() {
    return reason;
  }

  /** Why the broker takes nothing at present, in its words; null if it does. */
  @Nullable
  String blocked() {
    return blocked;
  }

  /**
   * Publishes a message for the transport and waits until the broker has it safe.
   *
   * @throws AlreadyClosedException if the connection had ended: nobody has it
   * @throws IOException if the connection ended meanwhile: perhaps the broker has it
   * @throws TimeoutException if the broker said nothing: perhaps it has it
   */
  Said publish(String id, byte[] body) throws IOException, TimeoutException, InterruptedException {
    CompletableFuture<Said> said = new CompletableFuture<>();
    long tag = publish(new Unconfirmed(id, said), body);
    try {
      return said.get(timing.confirm().toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    } finally {
      unconfirmed.remove(tag);
    }
  }

  private long publish(Unconfirmed message, byte[] body) throws IOException {
    AMQP.BasicProperties properties = new AMQP.BasicProperties.Builder().deliveryMode(PERSISTENT)
        .contentType("application/json").contentEncoding("utf-8").messageId(message.id()).build();
    publishing.lock();
    try {
      long tag = out.getNextPublishSeqNo();
      unconfirmed.put(tag, message);
      try {
        out.basicPublish(Queues.EXCHANGE, queues.outbound(), true, properties, body);
      } catch (IOException | RuntimeException e) {
        unconfirmed.remove(tag);
        throw e;
      }
      return tag;
    } finally {
      publishing.unlock();
    }
  }

  /** What is returned is confirmed too, after that. */
  private void confirmed(long tag, boolean all, Said said) {
    Map<Long, Unconfirmed> told = all ? unconfirmed.headMap(tag, true) : unconfirmed.subMap(tag, true, tag, true);
    told.values().removeIf(message -> {
      boolean back = returned.remove(message.id());
      message.said().complete(back ? Said.NO_QUEUE : said);
      return true;
    });
  }

  private void end(ShutdownSignalException signal) {
    String words = words(signal);
    if (words != null && isOpen()) {
      reason = words;
    }
    ended.countDown();
    unconfirmed.values().forEach(message -> message.said().completeExceptionally(signal));
    if (!signal.isHardError()) { // only the channel: the other would go on
      Thread.ofVirtual().name("amqp").start(this::close);
    }
  }

  /** Ends it: the next may fare better. */
  void giveUp(String why) {
    reason = why;
    close();
  }

  @Override
  public void close() {
    connection.abort(GOODBYE_MILLIS);
    ended.countDown();
  }

  private static ConnectionFactory factory(AmqpSettings settings, Timing timing) throws IOException {
    int patience = Math.toIntExact(timing.answer().toMillis());
    ConnectionFactory factory = new ConnectionFactory();
    factory.setHost(settings.host());
    factory.setPort(settings.port());
    factory.setVirtualHost(settings.virtualHost());
    factory.setUsername(settings.username());
    factory.setPassword(settings.password());
    factory.setRequestedHeartbeat(Math.toIntExact(settings.heartbeat().toSeconds()));
    factory.setConnectionTimeout(patience);
    factory.setHandshakeTimeout(patience);
    factory.setChannelRpcTimeout(patience);
    factory.setShutdownTimeout(GOODBYE_MILLIS);
    factory.setMaxInboundMessageBodySize(LARGEST_BODY);
    factory.setAutomaticRecoveryEnabled(false); // a new link knows nothing of what another left
    factory.setSharedExecutor(THREADS);
    factory.setThreadFactory(Thread.ofVirtual().name("amqp").factory());
    factory.setExceptionHandler(new ForgivingExceptionHandler() {
      @Override
      protected void log(String message, Throwable e) {
        LOG.debug(message, e);
      }
    });
    if (settings.tls()) {
      factory.useSslProtocol(trust());
      factory.enableHostnameVerification();
    }
    return factory;
  }

  private static SSLContext trust() throws IOException {
    try {
      return SSLContext.getDefault();
    } catch (NoSuchAlgorithmException e) {
      throw new IOException("no TLS here", e);
    }
  }
}
