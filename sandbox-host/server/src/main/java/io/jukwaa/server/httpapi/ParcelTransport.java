package io.jukwaa.server.httpapi;

import io.jukwaa.message.Channel;
import io.jukwaa.resource.App;
import io.jukwaa.server.httpapi.Parcels.Kind;
import io.jukwaa.transports.Capabilities;
import io.jukwaa.transports.OperatorClient;
import io.jukwaa.transports.Pace;
import io.jukwaa.transports.Sender;
import io.jukwaa.transports.SendingTransport;
import io.jukwaa.transports.Settings;
import io.jukwaa.transports.TransportContext;
import java.util.List;

/** How parcels leave: several pushes at a time, and one line of a stream after the other. */
record ParcelTransport(App app, Kind kind, boolean pushes, ParcelSender.Place place) implements SendingTransport {
  private static final int PER_SECOND = 1_000;
  private static final int PUSHES = 10;

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
    return new Capabilities(Capabilities.Answers.NOTHING, true, false, false, 0);
  }

  @Override
  public Settings settings() {
    return new Settings(List.of());
  }

  @Override
  public Pace pace(Channel channel) {
    return new Pace(PER_SECOND, pushes ? PUSHES : 1, Parcels.EXPIRY);
  }

  @Override
  public Sender open(Channel channel, OperatorClient client, TransportContext context) {
    return new ParcelSender(app, kind, place);
  }
}
