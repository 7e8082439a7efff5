package io.jukwaa.server.looptest;

import io.jukwaa.message.Answer;
import io.jukwaa.message.Channel;
import io.jukwaa.message.InboundPort;
import io.jukwaa.message.InvalidFieldException;
import io.jukwaa.message.SessionEvent;
import io.jukwaa.message.Stamp;
import io.jukwaa.message.UserMessage;
import io.jukwaa.resource.App;
import io.jukwaa.server.dispatch.HostProgram;
import io.jukwaa.server.dispatch.Postings;
import io.jukwaa.server.looptest.Trail.Stage;
import io.jukwaa.server.status.ChannelReports;
import io.jukwaa.server.status.Finding;
import io.jukwaa.server.status.MonitoredInbound;
import io.jukwaa.server.status.Spans;
import io.jukwaa.store.ChannelStatusStore;
import io.jukwaa.store.ChannelStatusStore.Mark;
import io.jukwaa.store.DeploymentStore;
import io.jukwaa.store.StoreException;
import io.jukwaa.transports.SendingTransport;
import io.jukwaa.transports.Transport;
import io.jukwaa.transports.Transports;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries channels out. By one that sends, a text leaves for a phone, as any other would, and what becomes of it is watched;
 * where the operator sends what comes to one of our numbers back to us, it comes in again. By one that only answers, a
 * session begins as if a phone had dialled, and ends: that tries everything but the operator. Thread-safe; blocks.
 */
public final class LoopTests {
  private static final Logger LOG = LoggerFactory.getLogger(LoopTests.class);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);
  private static final Duration ANSWER = Duration.ofSeconds(10);

  private final ChannelReports reports;
  private final Surroundings around;
  private final Trail trail;
  private final TestApp app;

  /** What is around it. */
  public record Surroundings(DeploymentStore deployments, ChannelStatusStore status, Transports transports,
      Supplier<Stamp> stamps, InstantSource clock) {}

  public LoopTests(ChannelReports reports, Surroundings around) {
    this.reports = reports;
    this.around = around;
    this.trail = new Trail(around.status(), around.clock());
    this.app = new TestApp(trail, reports.channels());
  }

  /** What is told of tests. */
  public HostProgram program() {
    return app;
  }

  /** What knows tests that come back. */
  public MonitoredInbound.Returned returned() {
    return app;
  }

  /**
   * Tries a channel out.
   *
   * @param address of the phone that gets the text, or that dials
   * @param within how long to wait for what the operator says, and for the text to come back
   * @return {@code passed}, a {@code verdict} for people, and the {@code steps} with the milliseconds after which each was
   *     seen
   * @throws InvalidFieldException if there is no such channel
   */
  public Map<String, @Nullable Object> test(String key, String address, Duration within, Postings postings,
      InboundPort inbound) {
    Channel channel = reports.find(key);
    Transport transport = around.transports().of(channel);
    return transport instanceof SendingTransport sending
        ? send(channel, sending, new Errand(address, within, postings))
        : dial(channel, address, inbound);
  }

  private record Errand(String address, Duration within, Postings postings) {}

  private Map<String, @Nullable Object> send(Channel channel, SendingTransport transport, Errand errand) {
    App sender = TestApp.of(channel);
    around.deployments().save(sender);
    Stamp stamp = around.stamps().get();
    Instant begun = around.clock().instant();
    trail.add(channel.key(), stamp.id(), Stage.SENT, "");
    try {
      errand.postings().send(sender, null, UserMessage.of(fields(channel, transport, errand.address(), stamp.id()),
          stamp));
      Map<Stage, Mark> stages = watched(channel, stamp.id(), errand.within(), transport.capabilities().receipts());
      return result(channel, begun, stages, Verdict.of(stages, transport.capabilities().receipts(),
          Spans.text(errand.within()), () -> reasons(channel)));
    } finally {
      trail.forget(channel.key(), stamp.id());
    }
  }

  private static Map<String, @Nullable Object> fields(Channel channel, SendingTransport transport, String address,
      String id) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("to_addr", address);
    fields.put("content", TestApp.text(id));
    fields.put("transport_name", channel.key());
    fields.put("transport_type", transport.type());
    fields.put("session_event", SessionEvent.NONE.wire());
    return fields;
  }

  /** Until it has come as far as it goes, or nobody waits any longer. */
  private Map<Stage, Mark> watched(Channel channel, String id, Duration within, boolean receipts) {
    long end = System.nanoTime() + within.toNanos();
    Map<Stage, Mark> stages = trail.of(channel.key(), id);
    while (!isOver(stages, receipts) && System.nanoTime() < end && isAwake()) {
      stages = trail.of(channel.key(), id);
    }
    return stages;
  }

  private static boolean isOver(Map<Stage, Mark> stages, boolean receipts) {
    boolean failed = stages.containsKey(Stage.REFUSED) || stages.containsKey(Stage.UNDELIVERED);
    boolean taken = stages.containsKey(Stage.TAKEN);
    boolean arrived = stages.containsKey(receipts ? Stage.DELIVERED : Stage.TAKEN);
    return failed || arrived || (taken && stages.containsKey(Stage.RETURNED));
  }

  private static boolean isAwake() {
    try {
      TimeUnit.MILLISECONDS.sleep(BETWEEN_LOOKS.toMillis());
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Why nothing leaves, as far as it is known. */
  private String reasons(Channel channel) {
    return reports.of(channel.key()).findings().stream().findFirst().map(Finding::text)
        .orElse("what waits before it leaves first");
  }

  private Map<String, @Nullable Object> result(Channel channel, Instant begun, Map<Stage, Mark> stages,
      Verdict verdict) {
    Map<String, @Nullable Object> result = new LinkedHashMap<>();
    result.put("channel", channel.key());
    result.put("kind", "send");
    result.put("passed", verdict.passed());
    result.put("verdict", verdict.text());
    result.put("steps", stages.entrySet().stream().map(stage -> step(stage.getKey().name().toLowerCase(
        Locale.ROOT), Duration.between(begun, stage.getValue().at()), stage.getValue().text())).toList());
    return result;
  }

  private static Map<String, Object> step(String name, Duration after, String text) {
    Map<String, Object> step = new LinkedHashMap<>();
    step.put("step", name);
    step.put("after_ms", Math.max(0, after.toMillis()));
    step.put("text", text);
    return step;
  }

  /** As the operator would, but that no operator does. */
  private Map<String, @Nullable Object> dial(Channel channel, String address, InboundPort inbound) {
    Instant begun = around.clock().instant();
    UserMessage dialled = session(channel, address, SessionEvent.NEW);
    String screen = null;
    String trouble = "";
    try {
      Answer answer = inbound.accept(channel, dialled, ANSWER).toCompletableFuture()
          .orTimeout(ANSWER.toSeconds() * 2, TimeUnit.SECONDS).join();
      UserMessage reply = answer.replyTo(dialled.messageId());
      screen = reply == null ? null : reply.content();
      trouble = answer.complete() ? "" : "the app was not done within " + Spans.text(ANSWER);
      if (reply == null || reply.sessionEvent() != SessionEvent.CLOSE) {
        inbound.accept(channel, session(channel, address, SessionEvent.CLOSE), ANSWER).toCompletableFuture().join();
      }
    } catch (CompletionException e) {
      LOG.warn("channel {} was dialled as a test, without an answer", channel.key(), e);
      trouble = e.getCause() instanceof StoreException refused ? String.valueOf(refused.getMessage()) : "no answer";
    }
    if (screen == null || channel.apology().equals(screen)) {
      trouble = trouble.isEmpty() ? "the app has no answer, see its log" : trouble;
    }
    Map<String, @Nullable Object> result = new LinkedHashMap<>();
    result.put("channel", channel.key());
    result.put("kind", "dial");
    result.put("passed", trouble.isEmpty());
    result.put("verdict", trouble.isEmpty()
        ? "our side answers; whether the operator reaches it, the time of its last request tells"
        : "our side does not answer: " + trouble);
    result.put("steps", List.of(step("answered", Duration.between(begun, around.clock().instant()),
        screen == null ? "" : screen)));
    return result;
  }

  private UserMessage session(Channel channel, String address, SessionEvent event) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("from_addr", address);
    fields.put("to_addr", channel.key());
    fields.put("content", null);
    fields.put("transport_name", channel.key());
    fields.put("transport_type", "ussd");
    fields.put("session_event", event.wire());
    return UserMessage.of(fields, around.stamps().get());
  }
}
