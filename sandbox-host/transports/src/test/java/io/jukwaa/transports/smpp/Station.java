package io.jukwaa.transports.smpp;

import io.jukwaa.message.Channel;
import io.jukwaa.message.Stamp;
import io.jukwaa.message.UserMessage;
import io.jukwaa.transports.Host;
import io.jukwaa.transports.OperatorClient;
import io.jukwaa.transports.Pauses;
import io.jukwaa.transports.Sender;
import io.jukwaa.transports.Submission;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** A channel and the message centre it is bound to, with everything behind it in the test's hands. */
final class Station implements AutoCloseable {
  /** So short that a test of many tries is quick. */
  static final Timing HASTY = new Timing(Duration.ofSeconds(5), Duration.ofSeconds(5),
      new Pauses(Duration.ofMillis(5), Duration.ofMillis(20)),
      new Pauses(Duration.ofMillis(5), Duration.ofMillis(20)), Duration.ofSeconds(20));

  final SmscSimulator smsc;
  final Host host;
  final Timing timing;
  final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Vertx vertx = Vertx.vertx();
  private final OperatorClient client = new OperatorClient(vertx);
  private @Nullable Sender sender;

  Station(Path data) throws IOException {
    this(data, HASTY);
  }

  Station(Path data, Timing timing) throws IOException {
    this(data, timing, new SmscSimulator());
  }

  Station(Path data, Timing timing, SmscSimulator smsc) {
    this.smsc = smsc;
    this.host = new Host(data);
    this.timing = timing;
  }

  Map<String, String> settings(String... more) {
    Map<String, String> settings = new LinkedHashMap<>(Map.of("host", "127.0.0.1", "port", "" + smsc.port(),
        "system-id", "esme1", "password", "secret"));
    for (int i = 0; i < more.length; i += 2) {
      settings.put(more[i], more[i + 1]);
    }
    return settings;
  }

  /** A channel that begins to bind. */
  Sender open(String... settings) {
    Channel channel = host.channel("main", "smpp", settings(settings));
    Sender opened = new SmppTransport(timing).open(channel, client, host.context);
    sender = opened;
    return opened;
  }

  /** A channel that is bound. */
  Sender bound(String... settings) throws InterruptedException {
    Sender opened = open(settings);
    awaitBound();
    return opened;
  }

  /** Waits until messages can leave, or, of a channel that only takes them, until it is bound. */
  void awaitBound() throws InterruptedException {
    smsc.bound();
    awaitOpen();
  }

  /** Waits until every session is open. */
  void awaitOpen() {
    SmppSender current = (SmppSender) sender();
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!current.isBound()) {
      Thread.onSpinWait();
      if (System.nanoTime() > deadline) {
        throw new AssertionError("not bound within 20 seconds");
      }
    }
  }

  Sender sender() {
    if (sender == null) {
      throw new IllegalStateException("no channel is open");
    }
    return sender;
  }

  Submission send(String content) {
    return sender().send(message(content));
  }

  Future<Submission> sendLater(UserMessage message) {
    return threads.submit(() -> sender().send(message));
  }

  static UserMessage message(@Nullable String content) {
    return message("our-id", content);
  }

  static UserMessage message(String id, @Nullable String content) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("to_addr", "+254711000111");
    fields.put("from_addr", "12345");
    fields.put("content", content);
    return UserMessage.of(fields, new Stamp(id, Instant.EPOCH));
  }

  @Override
  public void close() throws IOException {
    if (sender != null) {
      sender.close();
    }
    smsc.close();
    threads.shutdownNow();
    client.close();
    host.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
