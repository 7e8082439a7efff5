package io.jukwaa.transports.loopback;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.jukwaa.message.Channel;
import io.jukwaa.message.InvalidFieldException;
import io.jukwaa.message.Stamp;
import io.jukwaa.message.UserMessage;
import io.jukwaa.transports.Admission;
import io.jukwaa.transports.Capabilities;
import io.jukwaa.transports.Exchange;
import io.jukwaa.transports.FormText;
import io.jukwaa.transports.HttpTransport;
import io.jukwaa.transports.OperatorClient;
import io.jukwaa.transports.Pace;
import io.jukwaa.transports.ProblemHandler;
import io.jukwaa.transports.Sender;
import io.jukwaa.transports.SendingTransport;
import io.jukwaa.transports.Setting;
import io.jukwaa.transports.Settings;
import io.jukwaa.transports.Texts;
import io.jukwaa.transports.TransportContext;
import io.vertx.core.json.Json;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code loopback}: {@code POST /loopback/{channel}} is a text from a phone, a form with {@code from} and {@code text};
 * {@code GET /loopback/{channel}} gives what was sent to phones, {@code ?to=} to one of them: a JSON list of Vumi
 * messages, oldest first, of this process. With {@code within=} it waits so many seconds for the first.
 *
 * <p>Messages are taken and reported as delivered at once, or treated as the setting {@code answer} says.
 */
public final class LoopbackTransport implements HttpTransport, SendingTransport {
  private static final Logger LOG = LoggerFactory.getLogger(LoopbackTransport.class);
  private static final int LOOK_MILLIS = 50;
  private static final Settings SCHEMA = Pace.with(List.of(
      Setting.choice("answer", "What becomes of every message.", "accepted", Arrays.stream(
          LoopbackSender.Answer.values()).map(answer -> answer.name().toLowerCase(Locale.ROOT)).toList()),
      Setting.secret()), 1_000, 10);

  private final Phones phones = new Phones();

  @Override
  public String name() {
    return "loopback";
  }

  @Override
  public String type() {
    return "sms";
  }

  @Override
  public Capabilities capabilities() {
    return new Capabilities(Capabilities.Answers.NOTHING, true, false, true, 0, Capabilities.Alphabet.UNICODE,
        Pace.standard(settings()));
  }

  @Override
  public Settings settings() {
    return SCHEMA;
  }

  @Override
  public Sender open(Channel channel, OperatorClient client, TransportContext context) {
    String answer = SCHEMA.read(channel).getOrDefault("answer", "accepted");
    return new LoopbackSender(channel, LoopbackSender.Answer.valueOf(answer.toUpperCase(Locale.ROOT)), phones,
        context.inbound());
  }

  @Override
  public void mount(Router router, TransportContext context) {
    ProblemHandler problems = new ProblemHandler();
    router.get("/loopback/:channel").handler(ctx -> show(ctx, context)).failureHandler(problems);
    router.route("/loopback/:channel").handler(ctx -> receive(ctx, context)).failureHandler(problems);
  }

  private void show(RoutingContext ctx, TransportContext context) {
    Channel channel = Admission.channel(ctx, context, this);
    String secret = SCHEMA.read(channel).get("secret");
    Admission.secret(ctx.request(), secret);
    if (secret == null) {
      Admission.local(ctx.request()); // what phones were sent is nobody else's to read
    }
    Map<String, String> query = FormText.parse(ctx.request().query());
    show(ctx, channel, query.get("to"), seconds(query.getOrDefault("within", "0")) * 1_000 / LOOK_MILLIS);
  }

  /** @param looks how often to look again while there is nothing */
  private void show(RoutingContext ctx, Channel channel, @Nullable String to, int looks) {
    List<Map<String, @Nullable Object>> shown = phones.received(channel.key()).stream()
        .filter(message -> to == null || to.equals(message.toAddr())).map(message -> message.json().members()).toList();
    if (shown.isEmpty() && looks > 0) {
      ctx.vertx().setTimer(LOOK_MILLIS, _ -> show(ctx, channel, to, looks - 1));
    } else if (!ctx.response().closed()) {
      ctx.response().putHeader("Content-Type", "application/json").end(Json.encodeToBuffer(shown));
    }
  }

  private static int seconds(String text) {
    if (!text.matches("[0-9]|[12][0-9]|30")) {
      throw new InvalidFieldException("within", text, "seconds, 0 to 30");
    }
    return Integer.parseInt(text);
  }

  private void receive(RoutingContext ctx, TransportContext context) {
    Channel channel = Admission.channel(ctx, context, this);
    Admission.method(ctx.request(), "POST");
    Admission.secret(ctx.request(), SCHEMA.read(channel).get("secret"));
    Admission.mediaType(ctx.request(), "application/x-www-form-urlencoded");
    Exchange.body(ctx.request(), FormText.LARGEST)
        .map(body -> message(channel, FormText.ofPhone(body.toString(ISO_8859_1), "text"), context))
        .compose(message -> Exchange.stored(ctx, context.inbound().take(channel, message), LOG, "text not stored"))
        .onSuccess(_ -> ctx.response().end())
        .onFailure(ctx::fail);
  }

  private static UserMessage message(Channel channel, Map<String, String> fields, TransportContext context) {
    return UserMessage.of(Map.of("from_addr", Texts.address("from", Texts.required(fields, "from")), "to_addr",
        Texts.address("to", fields.getOrDefault("to", channel.key())), "content",
        Texts.required(fields, "text"), "transport_name", channel.key(),
        "transport_type",
        "sms"), new Stamp(context.ids().get(), context.clock().instant()));
  }
}
