package io.jukwaa.server.looptest;

import io.jukwaa.message.Answer;
import io.jukwaa.message.Channel;
import io.jukwaa.message.InboundPort;
import io.jukwaa.message.InvalidFieldException;
import io.jukwaa.message.SessionEvent;
import io.jukwaa.message.Stamp;
import io.jukwaa.message.UserMessage;
import io.jukwaa.resource.App;
import io.jukwaa.server.clients.RequestKeys;
import io.jukwaa.server.dispatch.HostProgram;
import io.jukwaa.server.dispatch.Postings;
import io.jukwaa.server.http.ChannelRoutes.Wish;
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
import java.util.Collections;
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
  private static final int MOST_KEPT = 1_000;
  private static final Duration ANSWER = Duration.ofSeconds(10);

  private final ChannelReports reports;
  private final Surroundings around;
  private final Trail trail;
  private final TestApp app;
  /** What tests said, by the id of their message. */
  private final Map<String, Map<String, @Nullable Object>> made = Collections.synchronizedMap(new LinkedHashMap<>() {
    private static final long serialVersionUID = 1L;

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Map<String, @Nullable Object>> eldest) {
      return size() > MOST_KEPT;
    }
  });

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
   * @param wish whom to send the text to, or who dials, and how long to wait for what the operator says, and for the text
   *     to come back
   * @return {@code passed}, a {@code verdict} for people, and the {@code steps} with the milliseconds after which each was
   *     seen
   * @throws InvalidFieldException if there is no such channel
   */
  public Map<String, @Nullable Object> test(String key, Wish wish, Postings postings, InboundPort inbound) {
    Channel channel = reports.find(key);
    Transport transport = around.transports().of(channel);
    return transport instanceof SendingTransport sending
        ? send(channel, sending, wish, postings)
        : dial(channel, wish.address(), inbound);
  }

  private Map<String, @Nullable Object> send(Channel channel, SendingTransport transport, Wish wish,
      Postings postings) {
    App sender = TestApp.of(channel);
    around.deployments().save(sender);
    RequestKeys.Identity identity;
    synchronized (this) { // two of one key at the same time
      identity = new RequestKeys(postings, around.stamps()).of(sender, wish.key());
      if (identity.before() == null) {
        leave(channel, postings, sender, UserMessage.of(fields(channel, transport, wish.address(), identity.id()),
            new Stamp(identity.id(), around.clock().instant())));
      }
    }
    UserMessage before = identity.before();
    if (before == null) {
      return watch(channel, transport, identity.id(), wish.within());
    }
    if (!wish.address().equals(before.toAddr())) {
      throw new InvalidFieldException("address", wish.address(),
          "the one that the text of this Idempotency-Key went to");
    }
    postings.sendAgain(sender, null, before);
    return again(channel, before);
  }

  private void leave(Channel channel, Postings postings, App sender, UserMessage message) {
    trail.add(channel.key(), message.messageId(), Stage.SENT, "");
    try {
      postings.send(sender, null, message);
    } catch (StoreException e) { // nobody will watch it
      trail.forget(channel.key(), message.messageId());
      throw e;
    }
  }

  private Map<String, @Nullable Object> watch(Channel channel, SendingTransport transport, String id, Duration within) {
    Instant begun = around.clock().instant();
    try {
      Map<Stage, Mark> stages = watched(channel, id, within, transport.capabilities().receipts());
      Map<String, @Nullable Object> result = result(channel, begun, stages, Verdict.of(stages,
          transport.capabilities().receipts(), Spans.text(within), () -> reasons(channel)));
      made.put(id, result);
      return result;
    } finally {
      trail.forget(channel.key(), id);
    }
  }

  /** What the first test of a key said, if it is over and was made here; no other text is sent. */
  private Map<String, @Nullable Object> again(Channel channel, UserMessage before) {
    Map<String, @Nullable Object> result = made.get(before.messageId());
    return result == null
        ? result(channel, around.clock().instant(), trail.of(channel.key(), before.messageId()), new Verdict(false,
            "no other text is sent: one of this key was at " + before.timestamp()
                + ", is still watched or was by another host"))
        : result;
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
