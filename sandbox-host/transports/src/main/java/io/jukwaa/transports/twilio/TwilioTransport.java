package io.jukwaa.transports.twilio;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.jukwaa.message.Channel;
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
import io.jukwaa.transports.Texts;
import io.jukwaa.transports.TransportContext;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code twilio}: {@code POST /twilio/{channel}} takes a text, {@code POST /twilio/{channel}/status} what became of a
 * message that was sent; both are forms, signed as {@link Signature} says.
 *
 * <p>The answer is TwiML that says nothing, once what came in is on the disk: replies leave by themselves. Runs on the
 * event loop, which the port never blocks.
 */
public final class TwilioTransport implements HttpTransport, SendingTransport {
  static final String TYPE = "sms";
  private static final Logger LOG = LoggerFactory.getLogger(TwilioTransport.class);
  private static final int LARGEST_BODY = 64 * 1024;
  private static final int LONGEST_FIELD = 2000;
  /** Of GSM 7-bit characters in one part, 3GPP TS 23.038; Twilio cuts longer messages. */
  private static final int LONGEST_PART = 160;

  @Override
  public String name() {
    return "twilio";
  }

  @Override
  public Capabilities capabilities() {
    return new Capabilities(Capabilities.Answers.NOTHING, true, false, true, LONGEST_PART);
  }

  @Override
  public List<Setting> settings() {
    return TwilioSettings.SCHEMA.schema();
  }

  @Override
  public void check(Channel channel) {
    TwilioSettings.check(channel);
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public Pace pace(Channel channel) {
    return Pace.of(TwilioSettings.SCHEMA, channel);
  }

  @Override
  public Sender open(Channel channel, OperatorClient client, TransportContext context) {
    return new TwilioSender(TwilioSettings.account(channel), client);
  }

  @Override
  public void mount(Router router, TransportContext context) {
    ProblemHandler problems = new ProblemHandler();
    Taker text = (channel, fields) -> context.inbound().take(channel,
        new IncomingText(channel, fields).message(context.clock().instant()));
    Taker status = (channel, fields) -> context.inbound().report(channel, new StatusCallback(fields).receipt());
    router.route("/twilio/:channel").handler(ctx -> receive(ctx, context, text)).failureHandler(problems);
    router.route("/twilio/:channel/status").handler(ctx -> receive(ctx, context, status)).failureHandler(problems);
  }

  /** Hands over one form. */
  private interface Taker {
    CompletionStage<Void> take(Channel channel, Map<String, String> fields);
  }

  private void receive(RoutingContext ctx, TransportContext context, Taker taker) {
    Channel channel = Admission.channel(ctx, context, this);
    Door door = TwilioSettings.door(channel);
    Admission.method(ctx.request(), "POST");
    door.knock(ctx.request());
    Admission.mediaType(ctx.request(), "application/x-www-form-urlencoded");
    Exchange.body(ctx.request(), LARGEST_BODY)
        .compose(body -> {
          door.enter(ctx.request(), body);
          return Exchange.stored(ctx, taker.take(channel, fields(body)), LOG, "text or status not stored");
        })
        .onSuccess(_ -> ctx.response().putHeader("Content-Type", "text/xml").end("<Response/>"))
        .onFailure(ctx::fail);
  }

  private static Map<String, String> fields(Buffer body) {
    Map<String, String> fields = FormText.parse(body.toString(ISO_8859_1));
    // A text that is refused is lost, and a phone can send any character.
    fields.computeIfPresent("Body", (_, text) -> Texts.madePlain(text));
    fields.forEach((name, value) -> Texts.plain(name, value, name.equals("Body") ? LARGEST_BODY : LONGEST_FIELD));
    return fields;
  }
}
