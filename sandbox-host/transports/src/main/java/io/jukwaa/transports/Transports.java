package io.jukwaa.transports;

import io.jukwaa.message.Channel;
import io.jukwaa.message.InvalidFieldException;
import io.jukwaa.transports.africastalking.AfricasTalkingTransport;
import io.jukwaa.transports.amqp.AmqpTransport;
import io.jukwaa.transports.json.JsonTransport;
import io.jukwaa.transports.kannel.KannelTransport;
import io.jukwaa.transports.loopback.LoopbackTransport;
import io.jukwaa.transports.madapi.MadapiPushTransport;
import io.jukwaa.transports.smpp.SmppTransport;
import io.jukwaa.transports.sms.SmsTransport;
import io.jukwaa.transports.telegram.TelegramTransport;
import io.jukwaa.transports.twilio.TwilioTransport;
import io.jukwaa.transports.ussd.UssdTransport;
import io.vertx.ext.web.Router;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The transports of this host. */
public record Transports(List<Transport> all) {
  public Transports {
    all = List.copyOf(all);
  }

  /** One of each that we bring. */
  public static Transports builtIn() {
    return new Transports(List.of(new UssdTransport(), new JsonTransport(), new AfricasTalkingTransport(),
        new SmppTransport(), new KannelTransport(), new SmsTransport(), new TwilioTransport(), new TelegramTransport(),
        new MadapiPushTransport(), new AmqpTransport(), new LoopbackTransport()));
  }

  public List<String> names() {
    return all.stream().map(Transport::name).toList();
  }

  /** The transport of a channel; null if there is none of that name. */
  public @Nullable Transport of(Channel channel) {
    return all.stream().filter(each -> each.name().equals(channel.transport())).findFirst().orElse(null);
  }

  /**
   * Checks a channel before it is stored.
   *
   * @throws InvalidFieldException naming the transport that is unknown, or the setting that is wrong
   */
  public void check(Channel channel) {
    Transport transport = of(channel);
    if (transport == null) {
      throw new InvalidFieldException("transport", channel.transport(), "one of " + String.join(", ", names()));
    }
    transport.check(channel);
  }

  /** Adds the routes of all of them, and the answers to paths that are unknown or cannot be read. */
  public void mount(Router router, TransportContext context) {
    ProblemHandler.install(router);
    for (Transport transport : all) {
      if (transport instanceof HttpTransport http) {
        http.mount(router, context);
      }
    }
  }
}
