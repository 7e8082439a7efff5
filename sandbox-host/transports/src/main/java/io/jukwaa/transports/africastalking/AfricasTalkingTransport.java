package io.jukwaa.transports.africastalking;

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
 * {@code africastalking-sms}: {@code POST /africastalking/{channel}} takes a text,
 * {@code POST /africastalking/{channel}/delivery} what became of a message that was sent; both are forms.
 *
 * <p>The answer is 200 without a body once what came in is on the disk. Anything else makes the operator tell it again,
 * for ten minutes; its id keeps it from being taken twice. Runs on the event loop, which the port never blocks.
 */
public final class AfricasTalkingTransport implements HttpTransport, SendingTransport {
  private static final Logger LOG = LoggerFactory.getLogger(AfricasTalkingTransport.class);

  @Override
  public String name() {
    return "africastalking-sms";
  }

  @Override
  public Capabilities capabilities() {
    return Capabilities.ofTexts(settings());
  }

  @Override
  public Settings settings() {
    return Account.SCHEMA;
  }

  @Override
  public void check(Channel channel) {
    Account.of(channel);
  }

  @Override
  public String type() {
    return "sms";
  }

  @Override
  public Sender open(Channel channel, OperatorClient client, TransportContext context) {
    return new AfricasTalkingSender(Account.of(channel), client);
  }

  @Override
  public void mount(Router router, TransportContext context) {
    ProblemHandler problems = new ProblemHandler();
    Taker text = (channel, fields) -> context.inbound().take(channel,
        new IncomingText(channel, fields).message(context.clock().instant()));
    Taker delivery = (channel, fields) -> context.inbound().report(channel, new DeliveryReport(fields).receipt());
    router.route("/africastalking/:channel").handler(ctx -> receive(ctx, context, text)).failureHandler(problems);
    router.route("/africastalking/:channel/delivery").handler(ctx -> receive(ctx, context, delivery))
        .failureHandler(problems);
  }

  /** Hands over one form. */
  private interface Taker {
    CompletionStage<Void> take(Channel channel, Map<String, String> fields);
  }

  private void receive(RoutingContext ctx, TransportContext context, Taker taker) {
    Channel channel = Admission.channel(ctx, context, this);
    Admission.method(ctx.request(), "POST");
    Admission.secret(ctx.request(), Account.SCHEMA.read(channel).get("secret"));
    Admission.mediaType(ctx.request(), "application/x-www-form-urlencoded");
    Exchange.body(ctx.request(), FormText.LARGEST)
        .compose(
            body -> Exchange.stored(ctx, taker.take(channel, FormText.ofPhone(body.toString(ISO_8859_1), "text")), LOG,
                "text or delivery report not stored"))
        .onSuccess(_ -> ctx.response().end())
        .onFailure(ctx::fail);
  }
}
