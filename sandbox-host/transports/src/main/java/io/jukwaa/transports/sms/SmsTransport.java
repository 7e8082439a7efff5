package io.jukwaa.transports.sms;

import io.jukwaa.message.Channel;
import io.jukwaa.transports.Admission;
import io.jukwaa.transports.Capabilities;
import io.jukwaa.transports.Exchange;
import io.jukwaa.transports.FormText;
import io.jukwaa.transports.HttpTransport;
import io.jukwaa.transports.OperatorClient;
import io.jukwaa.transports.ProblemHandler;
import io.jukwaa.transports.Refusal;
import io.jukwaa.transports.Sender;
import io.jukwaa.transports.SendingTransport;
import io.jukwaa.transports.Settings;
import io.jukwaa.transports.TransportContext;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code sms-http}: any gateway that hands over a text by one request, {@code /sms/{channel}}, what became of a message by
 * another, {@code /sms/{channel}/delivery}, and takes a message by one.
 *
 * <p>Both are answered with 200 and the channel's {@code answer} once what came in is on the disk; what the gateway tells
 * again because of any other answer is known again by its id. Runs on the event loop, which the port never blocks.
 */
public final class SmsTransport implements HttpTransport, SendingTransport {
  static final String TYPE = "sms";
  private static final Logger LOG = LoggerFactory.getLogger(SmsTransport.class);

  /** A channel as it was when its settings were read. */
  private record Configured(Channel channel, Receiving receiving) {}

  private final Map<String, Configured> known = new ConcurrentHashMap<>();

  @Override
  public String name() {
    return "sms-http";
  }

  @Override
  public Capabilities capabilities() {
    return Capabilities.ofTexts(settings());
  }

  @Override
  public Settings settings() {
    return SmsSettings.SCHEMA;
  }

  @Override
  public void check(Channel channel) {
    SmsSettings settings = SmsSettings.of(channel);
    settings.receiving();
    settings.account();
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public Sender open(Channel channel, OperatorClient client, TransportContext context) {
    return new SmsSender(SmsSettings.of(channel).account(), client);
  }

  @Override
  public void mount(Router router, TransportContext context) {
    ProblemHandler problems = new ProblemHandler();
    Taker text = (channel, receiving, fields) -> context.inbound().take(channel,
        new IncomingText(channel, receiving, fields).message(context.clock().instant()));
    router.route("/sms/:channel").handler(ctx -> {
      Channel channel = Admission.channel(ctx, context, this);
      Receiving receiving = receiving(channel);
      receive(ctx, receiving, receiving.texts(), body -> text.take(channel, receiving,
          receiving.texts().fields(ctx.request(), body)));
    }).failureHandler(problems);
    router.route("/sms/:channel/delivery").handler(ctx -> {
      Channel channel = Admission.channel(ctx, context, this);
      Receiving receiving = receiving(channel);
      Receiving.Receipts receipts = receiving.receipts();
      if (receipts == null) {
        throw Refusal.notFound("path", ctx.normalizedPath(), "none, as the channel has no receipt-id");
      }
      receive(ctx, receiving, receipts.source(), body -> context.inbound().report(channel,
          receipts.receipt(receipts.source().fields(ctx.request(), body))));
    }).failureHandler(problems);
  }

  /** Settings were checked when the channel was configured. */
  private Receiving receiving(Channel channel) {
    Configured configured = known.compute(channel.key(),
        (_, before) -> before != null && before.channel().equals(channel)
            ? before
            : new Configured(channel, SmsSettings.of(channel).receiving()));
    return Objects.requireNonNull(configured).receiving();
  }

  /** Hands over a text. */
  private interface Taker {
    CompletionStage<Void> take(Channel channel, Receiving receiving, Map<String, String> fields);
  }

  /** Hands over what a body tells. */
  private interface Reader {
    CompletionStage<Void> take(Buffer body);
  }

  private static void receive(RoutingContext ctx, Receiving receiving, Source source, Reader reader) {
    source.admit(ctx.request());
    Admission.secret(ctx.request(), receiving.secret());
    Future<Buffer> body = Exchange.body(ctx.request(), FormText.LARGEST);
    body.compose(read -> Exchange.stored(ctx, reader.take(read), LOG, "text or delivery report not stored"))
        .onSuccess(_ -> ctx.response().putHeader("Content-Type", "text/plain; charset=utf-8").end(receiving.answer()))
        .onFailure(ctx::fail);
  }
}
