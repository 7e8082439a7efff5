package io.jukwaa.server.clients;

import io.jukwaa.message.Channel;
import io.jukwaa.transports.Capabilities;
import io.jukwaa.transports.OperatorClient;
import io.jukwaa.transports.Pace;
import io.jukwaa.transports.Pace;
import io.jukwaa.transports.Sender;
import io.jukwaa.transports.SendingTransport;
import io.jukwaa.transports.Settings;
import io.jukwaa.transports.TransportContext;
import java.util.List;

/**
 * How parcels leave.
 *
 * @param sender tells them
 * @param atOnce how many at a time: several pushes, but one line of a stream after the other
 */
public record ParcelTransport(Sender sender, int atOnce) implements SendingTransport {
  /** So many pushes at a time. */
  public static final int PUSHES = 10;
  private static final int PER_SECOND = 1_000;

  /** A context in which nobody hears what became of parcels. */
  public static TransportContext silent(TransportContext context) {
    return new TransportContext(context.channels(), new NobodyInbound(), context.sessions(), context.refusals(),
        context.durability(), context.clock(), context.ids());
  }

  @Override
  public String name() {
    return "http-api";
  }

  @Override
  public String type() {
    return "http_api";
  }

  @Override
  public Capabilities capabilities() {
    return new Capabilities(Capabilities.Answers.NOTHING, true, false, false, 0,
        Capabilities.Alphabet.UNICODE, Pace.standard(settings()));
  }

  @Override
  public Settings settings() {
    return new Settings(List.of());
  }

  @Override
  public Pace pace(Channel channel) {
    return new Pace(PER_SECOND, atOnce, Parcels.EXPIRY);
  }

  @Override
  public Sender open(Channel channel, OperatorClient client, TransportContext context) {
    return sender;
  }
}
