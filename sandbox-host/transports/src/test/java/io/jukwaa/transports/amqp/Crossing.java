package io.jukwaa.transports.amqp;

import io.jukwaa.message.Channel;
import io.jukwaa.message.Stamp;
import io.jukwaa.message.UserMessage;
import io.jukwaa.transports.Host;
import io.jukwaa.transports.OperatorClient;
import io.jukwaa.transports.Pauses;
import io.jukwaa.transports.Submission;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** A channel, the broker it is connected to, and at the other side a Vumi transport. */
final class Crossing implements AutoCloseable {
  /** So short that a test of many tries is quick. */
  static final Timing HASTY = new Timing(Duration.ofSeconds(5), Duration.ofSeconds(10),
      new Pauses(Duration.ofMillis(20), Duration.ofMillis(50)),
      new Pauses(Duration.ofMillis(20), Duration.ofMillis(50)), Duration.ofMillis(50));
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  final LocalBroker broker = LocalBroker.get();
  final String name;
  final Host host;
  private final Timing timing;
  private final Vertx vertx = Vertx.vertx();
  private final OperatorClient client = new OperatorClient(vertx);
  private @Nullable AmqpSender sender;
  private String[] settings = {};

  Crossing(Path data) throws Exception {
    this(data, LocalBroker.freshName(), HASTY);
  }

  Crossing(Path data, String name, Timing timing) throws Exception {
    this.host = new Host(data);
    this.name = name;
    this.timing = timing;
  }

  VumiPeer peer() throws Exception {
    return new VumiPeer(broker.port(), name);
  }

  /** A channel that begins to connect. */
  AmqpSender open(String... more) {
    settings = more;
    Map<String, String> all = new LinkedHashMap<>(Map.of("host", "127.0.0.1", "port", "" + broker.port(), "username",
        "guest", "password", "guest", "transport-name", name));
    for (int i = 0; i < more.length; i += 2) {
      all.put(more[i], more[i + 1]);
    }
    Channel channel = host.channel("main", "vumi-amqp", all);
    AmqpSender opened = (AmqpSender) new AmqpTransport(timing).open(channel, client, host.context);
    sender = opened;
    return opened;
  }

  /** A channel that is connected. */
  AmqpSender connected(String... more) {
    AmqpSender opened = open(more);
    awaitConnected();
    return opened;
  }

  void awaitConnected() {
    await(() -> sender().isConnected());
  }

  /** Waits until so many messages came in since the start, repeated ones not counted. */
  void awaitRan(int count) {
    await(() -> host.port.ran.size() >= count);
  }

  /** Waits until the broker was told of everything in a queue that it may forget it. It has back, with no connection, the rest. */
  void awaitForgotten(VumiPeer peer, String queue) {
    await(() -> {
      disconnect();
      if (peer.waiting(queue) == 0) {
        return true;
      }
      connected(settings);
      return false;
    });
  }

  /** Waits for something that happens on other threads. */
  static void await(Callable<Boolean> condition) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    try {
      while (!condition.call()) {
        if (System.nanoTime() > deadline) {
          throw new AssertionError("not within " + PATIENCE);
        }
        Thread.onSpinWait();
      }
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  AmqpSender sender() {
    if (sender == null) {
      throw new IllegalStateException("no channel is open");
    }
    return sender;
  }

  Submission send(String content) {
    return sender().send(message("our-id", content));
  }

  /** Asks until the answer is another than that there is no connection yet. */
  Submission insist() {
    Submission said;
    do {
      said = send("hi");
    } while (said.equals(new Submission.Unavailable("not connected: connecting", null)));
    return said;
  }

  static UserMessage message(String id, @Nullable String content) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("to_addr", "+254711000111");
    fields.put("content", content);
    return UserMessage.of(fields, new Stamp(id, Instant.EPOCH));
  }

  /** What came in, as the app sees it. */
  List<String> contents() {
    return host.port.ran.stream().map(message -> String.valueOf(message.content())).toList();
  }

  /** Ends the connection; what the broker was not told to forget, it has back then. */
  void disconnect() {
    if (sender != null) {
      sender.close();
    }
  }

  @Override
  public void close() {
    disconnect();
    client.close();
    host.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
