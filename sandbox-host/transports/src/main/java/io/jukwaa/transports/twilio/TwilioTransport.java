package io.jukwaa.transports.twilio;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.jukwaa.message.Channel;
import io.jukwaa.transports.Admission;
import io.jukwaa.transports.Capabilities;
import io.jukwaa.transports.Exchange;
import io.jukwaa.transports.FormText;
import io.jukwaa.transports.HttpTransport;
import io.jukwaa.transports.OperatorClient;
import io.jukwaa.transports.ProblemHandler;
import io.jukwaa.transports.Sender;
import io.jukwaa.transports.SendingTransport;
import io.jukwaa.transports.Settings;
import io.jukwaa.transports.TransportContext;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
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

  @Override
  public String name() {
    return "twilio";
  }

  @Override
  public Capabilities capabilities() {
    return Capabilities.ofTexts(settings());
  }

  @Override
  public Settings settings() {
    return TwilioSettings.SCHEMA;
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
    Exchange.body(ctx.request(), FormText.LARGEST)
        .compose(body -> {
          door.enter(ctx.request(), body);
          return Exchange.stored(ctx, taker.take(channel, FormText.ofPhone(body.toString(ISO_8859_1), "Body")), LOG,
              "text or status not stored");
        })
        .onSuccess(_ -> ctx.response().putHeader("Content-Type", "text/xml").end("<Response/>"))
        .onFailure(ctx::fail);
  }
}
