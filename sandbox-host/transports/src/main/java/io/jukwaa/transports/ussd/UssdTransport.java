package io.jukwaa.transports.ussd;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.jukwaa.message.Channel;
import io.jukwaa.message.MessageEvent;
import io.jukwaa.message.Stamp;
import io.jukwaa.message.UserMessage;
import io.jukwaa.transports.Admission;
import io.jukwaa.transports.Capabilities;
import io.jukwaa.transports.Exchange;
import io.jukwaa.transports.FormText;
import io.jukwaa.transports.HttpTransport;
import io.jukwaa.transports.ProblemHandler;
import io.jukwaa.transports.Refusal;
import io.jukwaa.transports.Settings;
import io.jukwaa.transports.TransportContext;
import io.jukwaa.transports.ussd.Conversations.Turnout;
import io.jukwaa.transports.ussd.GatewayMap.Turn;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code ussd-http}: every gateway that calls a URL per answer of the user. Formats: {@link GatewayMap}.
 *
 * <p>Routes: {@code /ussd/{channel}} for a step, {@code /ussd/{channel}/end} for the form some gateways post when a
 * session is over, {@code /ussd/{channel}/session/{session}/{event}} for those that keep their session in the path.
 *
 * <p>A request that cannot be read is refused with 4xx. Once it is read, the phone always gets a page: the app's, or
 * the channel's apology with the session closed. As Vumi's transports do, each reply is followed by an event: an
 * {@code ack} when the gateway took it, else a {@code nack}; an apology for a missed dead-line is a {@code nack} with
 * the reason {@code timeout}.
 */
public final class UssdTransport implements HttpTransport {
  private static final Logger LOG = LoggerFactory.getLogger(UssdTransport.class);
  /** Of GSM 7-bit characters, 3GPP TS 23.038. */
  private static final int LONGEST_SCREEN = 182;

  /** A channel as it was when its gateway was worked out. */
  private record Configured(Channel channel, Gateway gateway) {}

  private final Map<String, Configured> gateways = new ConcurrentHashMap<>();

  @Override
  public String name() {
    return "ussd-http";
  }

  @Override
  public Capabilities capabilities() {
    return new Capabilities(Capabilities.Answers.REPLY, false, true, false, LONGEST_SCREEN,
        Capabilities.Alphabet.GSM_OR_UCS2, 0);
  }

  @Override
  public Settings settings() {
    return UssdSettings.SCHEMA;
  }

  @Override
  public void check(Channel channel) {
    UssdSettings.gateway(channel);
  }

  @Override
  public void mount(Router router, TransportContext context) {
    Desk desk = new Desk(context);
    ProblemHandler problems = new ProblemHandler();
    router.route("/ussd/:channel").handler(desk::step).failureHandler(problems);
    router.route("/ussd/:channel/end").handler(desk::end).failureHandler(problems);
    router.route("/ussd/:channel/session/:session/:event").handler(desk::path).failureHandler(problems);
  }

  /** The worked out gateway; settings were checked when the channel was configured. */
  private Gateway gateway(Channel channel) {
    Configured known = gateways.get(channel.key());
    if (known == null || !known.channel().equals(channel)) {
      known = new Configured(channel, UssdSettings.gateway(channel));
      gateways.put(channel.key(), known);
    }
    return known.gateway();
  }

  /** Takes requests on the event loop and answers them there. */
  private final class Desk {
    private final TransportContext context;
    private final Sessions sessions;
    private final Conversations conversations;

    Desk(TransportContext context) {
      this.context = context;
      this.sessions = new Sessions(context);
      this.conversations = new Conversations(context, sessions);
    }

    void step(RoutingContext ctx) {
      Channel channel = Admission.channel(ctx, context, UssdTransport.this);
      Gateway gateway = gateway(channel);
      found(!gateway.map().request().inPath(), ctx);
      receive(ctx, channel, gateway, false);
    }

    void end(RoutingContext ctx) {
      Channel channel = Admission.channel(ctx, context, UssdTransport.this);
      Gateway gateway = gateway(channel);
      found(gateway.map().extra() != null, ctx);
      receive(ctx, channel, gateway, true);
    }

    void path(RoutingContext ctx) {
      Channel channel = Admission.channel(ctx, context, UssdTransport.this);
      Gateway gateway = gateway(channel);
      found(gateway.map().request().inPath(), ctx);
      if ("status".equals(ctx.pathParam("event")) && gateway.map().reply().active() != null) {
        status(ctx, channel, gateway);
      } else {
        receive(ctx, channel, gateway, false);
      }
    }

    private void receive(RoutingContext ctx, Channel channel, Gateway gateway, boolean over) {
      Admission.method(ctx.request(), gateway.map().request().source().method());
      Admission.secret(ctx.request(), gateway.secret());
      gateway.checkMediaType(ctx.request());
      Exchange.body(ctx.request(), FormText.LARGEST)
          .map(body -> UssdRequest.read(gateway.map(), gateway.fields(ctx, body), over))
          .compose(request -> answer(ctx, new Visit(channel, gateway, request)))
          .onFailure(ctx::fail);
    }

    private Future<?> answer(RoutingContext ctx, Visit visit) {
      if (visit.request().told() == Turn.CLOSE) {
        return Exchange.blocking(ctx, () -> conversations.close(visit)).onSuccess(page -> write(ctx, page));
      }
      return Exchange.blocking(ctx, () -> conversations.take(visit)).onSuccess(
          turnout -> write(ctx, turnout.page()).onComplete(written -> tell(ctx, visit, turnout, written.succeeded())));
    }

    private void status(RoutingContext ctx, Channel channel, Gateway gateway) {
      Admission.method(ctx.request(), "GET");
      Admission.secret(ctx.request(), gateway.secret());
      String session = String.valueOf(ctx.pathParam("session"));
      Exchange.blocking(ctx, () -> known(channel, session)).compose(known -> {
        GatewayMap.Reply reply = gateway.map().reply();
        GatewayMap.Screen screen = known == null || known.ended() ? reply.inactive() : reply.active();
        return write(ctx, Page.of(reply, screen == null ? reply.closed() : screen, Map.of()));
      }).onFailure(ctx::fail);
    }

    private @Nullable Notes known(Channel channel, String session) {
      Notes known = sessions.find(channel, session);
      context.durability().flush();
      return known;
    }

    private void tell(RoutingContext ctx, Visit visit, Turnout turnout, boolean taken) {
      UserMessage reply = turnout.reply();
      Notes notes = turnout.notes();
      if (!taken && notes != null) {
        Exchange.blocking(ctx, () -> {
          conversations.notTaken(visit, notes);
          return notes;
        }).onFailure(failure -> notTold(visit, failure));
      }
      if (reply != null) {
        context.inbound().accept(visit.channel(), event(reply, turnout.late(), taken)).exceptionally(failure -> {
          notTold(visit, failure);
          return null;
        });
      }
    }

    private static void notTold(Visit visit, Throwable failure) {
      LOG.atWarn().addKeyValue("channel", visit.channel().key()).setCause(failure)
          .log("what became of a reply was not stored");
    }

    /** The event's id follows from the message and what became of it, so that telling it again adds nothing. */
    private MessageEvent event(UserMessage reply, boolean late, boolean taken) {
      Map<String, @Nullable Object> event = new LinkedHashMap<>();
      event.put("event_type", taken && !late ? "ack" : "nack");
      event.put("user_message_id", reply.messageId());
      event.put("sent_message_id", reply.messageId());
      if (!taken || late) {
        event.put("nack_reason", late ? "timeout" : "connection closed before the reply");
      }
      event.put("transport_name", reply.json().value("transport_name"));
      event.put("transport_metadata", reply.transportMetadata());
      String id = UUID.nameUUIDFromBytes((reply.messageId() + taken + late).getBytes(UTF_8)).toString();
      return MessageEvent.of(event, new Stamp(id.replace("-", ""), context.clock().instant()));
    }
  }

  private static Future<Void> write(RoutingContext ctx, Page page) {
    HttpServerResponse response = ctx.response();
    if (response.closed()) {
      return Future.failedFuture("connection closed");
    }
    page.headers().forEach(response::putHeader);
    return response.end(page.body());
  }

  private static void found(boolean there, RoutingContext ctx) {
    if (!there) {
      throw Refusal.notFound("path", ctx.normalizedPath(), "a path of the channel's gateway");
    }
  }
}
