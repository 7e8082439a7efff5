package io.jukwaa.server.traps;

import static java.util.Objects.requireNonNull;

import io.jukwaa.message.Answer;
import io.jukwaa.message.Channel;
import io.jukwaa.message.MessageEvent;
import io.jukwaa.message.SessionEvent;
import io.jukwaa.message.UserMessage;
import io.jukwaa.resource.App;
import io.jukwaa.server.Host;
import io.jukwaa.server.Json;
import io.jukwaa.store.AppLog;
import io.jukwaa.store.MessageLog.Direction;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** An app on the bench, and one phone that talks to it. */
record DeployedApp(AppBench bench, App app, Channel channel) {
  static final String PHONE = "+254700000001";
  private static final AtomicInteger IDS = new AtomicInteger();

  /** The answer to a message in the middle of a session. */
  Answer say(@Nullable String content) {
    return say(content, SessionEvent.RESUME);
  }

  Answer say(@Nullable String content, SessionEvent session) {
    return answer(message(content, session));
  }

  Answer answer(UserMessage message) {
    return later(message).join();
  }

  /** Hands the message over and does not wait. */
  CompletableFuture<Answer> later(UserMessage message) {
    return bench.accept(channel, message).toCompletableFuture();
  }

  Answer answer(UserMessage message, Duration within) {
    return bench.accept(channel, message, within).toCompletableFuture().join();
  }

  /** Hands the event over; it is stored when this returns, the app may still run. */
  void tell(Map<String, @Nullable Object> event) {
    bench.accept(channel, MessageEvent.of(event, Host.stamp())).toCompletableFuture().join();
  }

  /** A message of the phone, as a USSD transport makes it. */
  static UserMessage message(@Nullable String content, SessionEvent session) {
    Map<String, @Nullable Object> given = new LinkedHashMap<>();
    given.put("message_id", "m" + IDS.incrementAndGet());
    given.put("from_addr", PHONE);
    given.put("to_addr", "*384#");
    given.put("content", content);
    given.put("session_event", session.wire());
    given.put("transport_name", "ussd");
    given.put("transport_type", "ussd");
    given.put("transport_metadata", Map.of("session_id", "s1"));
    return UserMessage.of(given, Host.stamp());
  }

  /** Waits until everything its runs asked for is done; the answer to the phone does not wait for all of it. */
  void awaitEnd() {
    Awaitility.waitAtMost(Duration.ofMinutes(1)).until(() -> bench.active() == 0);
  }

  /** The text of the only message the app answers with. */
  @Nullable
  String text(@Nullable String content) {
    return only(say(content)).content();
  }

  /** What an app that {@link AppBench#telling} made tells. */
  @Nullable
  Object told() {
    return Json.value(requireNonNull(text("hello")));
  }

  static UserMessage only(Answer answer) {
    if (answer.sent().size() != 1) {
      throw new AssertionError("sent: " + answer.sent());
    }
    return answer.sent().getFirst();
  }

  /** Lines as {@code LEVEL text}, oldest first. */
  List<String> log() {
    return bench.stores().reports().log().tail(app, AppLog.KEPT).stream()
        .map(line -> line.levelName() + " " + line.text()).toList();
  }

  /** The record's JSON text; null if there is none. */
  @Nullable
  String record(String key) {
    return bench.stores().records().get(AppBench.TENANT.key(), key);
  }

  /** Everything it sent so far, oldest first. */
  List<UserMessage> sent() {
    return bench.stores().conversations().messages().latest(app, Direction.OUTBOUND, 1000).reversed();
  }

  Map<String, Long> events() {
    return bench.stores().conversations().messages().countEvents(app);
  }
}
