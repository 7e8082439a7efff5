package io.jukwaa.transports.telegram;

import io.jukwaa.message.Channel;
import io.jukwaa.message.Fields;
import io.jukwaa.message.UserMessage;
import io.jukwaa.transports.Admission;
import io.jukwaa.transports.Capabilities;
import io.jukwaa.transports.Exchange;
import io.jukwaa.transports.HttpTransport;
import io.jukwaa.transports.OperatorClient;
import io.jukwaa.transports.Pace;
import io.jukwaa.transports.ProblemHandler;
import io.jukwaa.transports.Sender;
import io.jukwaa.transports.SendingTransport;
import io.jukwaa.transports.Settings;
import io.jukwaa.transports.StrictJson;
import io.jukwaa.transports.TransportContext;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code telegram}: {@code POST /telegram/{channel}} takes what happened to a bot, as a webhook tells it.
 *
 * <p>The answer is 200 without a body once a message is on the disk, or if it is none for an app. Anything else makes
 * Telegram tell it again, and keep what comes after. Runs on the event loop, which the port never blocks.
 */
public final class TelegramTransport implements HttpTransport, SendingTransport {
  static final String NAME = "telegram";
  private static final Logger LOG = LoggerFactory.getLogger(TelegramTransport.class);
  private static final String SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token";
  private static final int LARGEST_BODY = 256 * 1024;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Capabilities capabilities() {
    return new Capabilities(Capabilities.Answers.NOTHING, true, false, false, Parts.LONGEST,
        Capabilities.Alphabet.UNICODE, Pace.standard(settings()));
  }

  @Override
  public Settings settings() {
    return Bot.SCHEMA;
  }

  @Override
  public void check(Channel channel) {
    Bot.of(channel);
  }

  @Override
  public String type() {
    return NAME;
  }

  @Override
  public Sender open(Channel channel, OperatorClient client, TransportContext context) {
    return new TelegramSender(Bot.of(channel), client);
  }

  @Override
  public void mount(Router router, TransportContext context) {
    router.route("/telegram/:channel").handler(ctx -> receive(ctx, context)).failureHandler(new ProblemHandler());
  }

  private void receive(RoutingContext ctx, TransportContext context) {
    Channel channel = Admission.channel(ctx, context, this);
    Bot bot = Bot.of(channel);
    Admission.method(ctx.request(), "POST");
    Admission.credential(SECRET_HEADER, bot.secret(), ctx.request().getHeader(SECRET_HEADER));
    Admission.mediaType(ctx.request(), "application/json");
    Exchange.body(ctx.request(), LARGEST_BODY)
        .compose(body -> {
          Update update = new Update(Fields.of(StrictJson.objectOfAnyTexts(body.getBytes())));
          UserMessage message = update.message(channel, bot.name(), context.clock().instant());
          return message == null
              ? ignored(channel, update)
              : Exchange.stored(ctx, context.inbound().take(channel, message), LOG, "update not stored");
        })
        .onSuccess(_ -> ctx.response().end())
        .onFailure(ctx::fail);
  }

  private static Future<Void> ignored(Channel channel, Update update) {
    LOG.atDebug().addKeyValue("channel", channel.key()).addKeyValue("update", update.kind()).log("update ignored");
    return Future.succeededFuture();
  }
}
