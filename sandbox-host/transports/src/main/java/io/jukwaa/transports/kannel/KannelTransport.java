package io.jukwaa.transports.kannel;

import io.jukwaa.message.Channel;
import io.jukwaa.transports.Admission;
import io.jukwaa.transports.Capabilities;
import io.jukwaa.transports.Exchange;
import io.jukwaa.transports.HttpTransport;
import io.jukwaa.transports.OperatorClient;
import io.jukwaa.transports.ProblemHandler;
import io.jukwaa.transports.Sender;
import io.jukwaa.transports.SendingTransport;
import io.jukwaa.transports.Settings;
import io.jukwaa.transports.TransportContext;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code kannel}: {@code GET /kannel/{channel}} takes a text, {@code GET /kannel/{channel}/delivery} what became of a
 * message that was sent.
 *
 * <p>The answer is 200 without a body once what came in is on the disk: Kannel would send a body to the phone. Anything
 * else makes it ask again if its {@code http-request-retry} says so; the id keeps a text from being taken twice. Runs
 * on the event loop, which the port never blocks.
 */
public final class KannelTransport implements HttpTransport, SendingTransport {
  static final String TYPE = "sms";
  private static final Logger LOG = LoggerFactory.getLogger(KannelTransport.class);

  @Override
  public String name() {
    return "kannel";
  }

  @Override
  public Capabilities capabilities() {
    return Capabilities.ofTexts(settings());
  }

  @Override
  public Settings settings() {
    return Gateway.SCHEMA;
  }

  @Override
  public void check(Channel channel) {
    Gateway.of(channel);
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public Sender open(Channel channel, OperatorClient client, TransportContext context) {
    return new KannelSender(Gateway.of(channel), client);
  }

  @Override
  public void mount(Router router, TransportContext context) {
    ProblemHandler problems = new ProblemHandler();
    Taker text = (channel, query) -> context.inbound().take(channel,
        new IncomingText(channel, query).message(context.clock().instant()));
    Taker delivery = (channel, query) -> context.inbound().report(channel, new DeliveryReport(query).receipt());
    router.route("/kannel/:channel").handler(ctx -> receive(ctx, context, text)).failureHandler(problems);
    router.route("/kannel/:channel/delivery").handler(ctx -> receive(ctx, context, delivery)).failureHandler(problems);
  }

  /** Hands over what one query tells. */
  private interface Taker {
    CompletionStage<Void> take(Channel channel, Query query);
  }

  private void receive(RoutingContext ctx, TransportContext context, Taker taker) {
    Channel channel = Admission.channel(ctx, context, this);
    Admission.method(ctx.request(), "GET");
    Admission.secret(ctx.request(), Gateway.SCHEMA.read(channel).get("secret"));
    Exchange
        .stored(ctx, taker.take(channel, Query.of(ctx.request().query())), LOG, "text or delivery report not stored")
        .onSuccess(_ -> ctx.response().putHeader("Content-Type", "text/plain").end())
        .onFailure(ctx::fail);
  }
}
