package io.jukwaa.transports.json;

import io.jukwaa.message.Channel;
import io.jukwaa.message.InvalidFieldException;
import io.jukwaa.message.MessageEvent;
import io.jukwaa.message.Stamp;
import io.jukwaa.message.UserMessage;
import io.jukwaa.transports.Admission;
import io.jukwaa.transports.Capabilities;
import io.jukwaa.transports.Exchange;
import io.jukwaa.transports.Failures;
import io.jukwaa.transports.HttpTransport;
import io.jukwaa.transports.ProblemHandler;
import io.jukwaa.transports.Setting;
import io.jukwaa.transports.Settings;
import io.jukwaa.transports.StrictJson;
import io.jukwaa.transports.Texts;
import io.jukwaa.transports.TransportContext;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.Json;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code json}: {@code POST /messages/{channel}} takes a Vumi user message and answers {@code {"messages":[…]}} with
 * everything the run sent, whole; {@code POST /events/{channel}} takes a Vumi event and answers {@code {}}.
 *
 * <p>Lenient with fields that are missing ({@link UserMessage#of}); one that holds the wrong thing is refused by name.
 * Runs on the event loop, which the port never blocks.
 */
public final class JsonTransport implements HttpTransport {
  private static final Logger LOG = LoggerFactory.getLogger(JsonTransport.class);
  private static final int LARGEST_BODY = 256 * 1024;
  private static final List<String> OBJECTS = List.of("transport_metadata", "helper_metadata", "routing_metadata");
  private static final Settings SCHEMA = new Settings(List.of(
      Setting.number("within", "Seconds a request waits for the run.", "10", 300), Setting.secret()));

  @Override
  public String name() {
    return "json";
  }

  @Override
  public Capabilities capabilities() {
    return new Capabilities(Capabilities.Answers.EVERYTHING, false, true, true, 0, Capabilities.Alphabet.UNICODE, 0);
  }

  @Override
  public Settings settings() {
    return SCHEMA;
  }

  @Override
  public void mount(Router router, TransportContext context) {
    ProblemHandler problems = new ProblemHandler();
    router.route("/messages/:channel").handler(ctx -> receive(ctx, context, this::message)).failureHandler(problems);
    router.route("/events/:channel").handler(ctx -> receive(ctx, context, this::event)).failureHandler(problems);
  }

  /** Hands over one payload. */
  private interface Taker {
    CompletionStage<Map<String, ?>> take(Channel channel, Fresh given, TransportContext context);
  }

  /** @param given what was sent, without the nulls that stand for what we fill in */
  private record Fresh(Map<String, @Nullable Object> given, Stamp stamp) {}

  private void receive(RoutingContext ctx, TransportContext context, Taker taker) {
    Channel channel = Admission.channel(ctx, context, this);
    Admission.method(ctx.request(), "POST");
    Admission.secret(ctx.request(), SCHEMA.read(channel).get("secret"));
    Admission.mediaType(ctx.request(), "application/json");
    Exchange.body(ctx.request(), LARGEST_BODY)
        .compose(body -> Future.fromCompletionStage(taker.take(channel, fresh(body, context), context),
            ctx.vertx().getOrCreateContext()))
        .onSuccess(
            answer -> ctx.response().putHeader("Content-Type", "application/json").end(Json.encodeToBuffer(answer)))
        .onFailure(ctx::fail);
  }

  private static Fresh fresh(Buffer body, TransportContext context) {
    Map<String, @Nullable Object> given = StrictJson.object(body.getBytes());
    List.of("message_id", "event_id", "timestamp").forEach(name -> given.remove(name, null));
    return new Fresh(given, new Stamp(context.ids().get(), context.clock().instant()));
  }

  private CompletionStage<Map<String, ?>> message(Channel channel, Fresh fresh, TransportContext context) {
    fresh.given().putIfAbsent("transport_name", channel.key());
    fresh.given().putIfAbsent("transport_type", "http_api");
    UserMessage message = UserMessage.of(fresh.given(), fresh.stamp());
    Texts.word("message_id", message.messageId(), 256);
    String user = message.isPushTrigger() ? "to_addr" : "from_addr";
    Texts.word(user, message.json().text(user), 256);
    Duration within = Duration.ofSeconds(Long.parseLong(SCHEMA.read(channel).getOrDefault("within", "10")));
    return context.inbound().accept(channel, message, within).handle(JsonTransport::stored)
        .thenApply(answer -> Map.of("messages", answer.sent().stream().map(sent -> sent.json().members()).toList()));
  }

  private CompletionStage<Map<String, ?>> event(Channel channel, Fresh fresh, TransportContext context) {
    MessageEvent event = MessageEvent.of(fresh.given(), fresh.stamp());
    Texts.word("event_id", event.eventId(), 256);
    OBJECTS.forEach(event.json()::object);
    if (!"event".equals(event.json().value("message_type"))) {
      throw new InvalidFieldException("message_type", event.json().value("message_type"), "event");
    }
    return context.inbound().accept(channel, event).thenCompose(done -> context.durability().flushed())
        .handle(JsonTransport::stored).thenApply(done -> Map.of());
  }

  private static <T> T stored(T result, @Nullable Throwable failure) {
    Failures.refuse(LOG, failure, "message or event not stored");
    return result;
  }
}
