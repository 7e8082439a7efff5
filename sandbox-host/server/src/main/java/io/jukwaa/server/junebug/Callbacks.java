package io.jukwaa.server.junebug;

import io.jukwaa.message.UserMessage;
import io.jukwaa.server.clients.Parcels.Kind;
import io.jukwaa.server.clients.Push;
import io.jukwaa.transports.Sender;
import io.jukwaa.transports.Submission;
import java.net.URI;

/**
 * Pushes what a client is to be told. Messages all go to one URL; an event goes where its message says, and unless that is
 * the same server it holds up no other if nobody is there. Thread-safe; blocks.
 */
record Callbacks(JunebugApp owner, Kind kind, Push push) implements Sender {
  @Override
  public Submission send(UserMessage parcel) {
    Push.Target target = switch (kind) {
      case MESSAGES -> owner.messageUrl() == null
          ? null
          : new Push.Target(owner.messageUrl(), owner.messageToken(), true);
      case EVENTS -> event(parcel);
    };
    return target == null ? new Submission.Refused("there is no URL") : push.send(owner.app(), target, parcel);
  }

  private Push.Target event(UserMessage parcel) {
    String url = String.valueOf(parcel.helperMetadata().get(Program.URL));
    String token = String.valueOf(parcel.helperMetadata().get(Program.TOKEN));
    return new Push.Target(url, token.isEmpty() ? null : token,
        owner.messageUrl() != null && server(url).equals(server(owner.messageUrl())));
  }

  private static String server(String url) {
    URI uri = URI.create(url);
    return uri.getScheme() + "://" + uri.getHost() + ":" + uri.getPort();
  }
}
