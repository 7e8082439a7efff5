package io.jukwaa.server.junebug;

import io.jukwaa.message.UserMessage;
import io.jukwaa.server.clients.Parcels.Kind;
import io.jukwaa.server.clients.Push;
import io.jukwaa.transports.Sender;
import io.jukwaa.transports.Submission;

/**
 * Pushes what a client is to be told. Messages all go to one URL; an event goes where its message says, and holds up no
 * other if nobody is there. Thread-safe; blocks.
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

  private static Push.Target event(UserMessage parcel) {
    String token = String.valueOf(parcel.helperMetadata().get(Program.TOKEN));
    return new Push.Target(String.valueOf(parcel.helperMetadata().get(Program.URL)), token.isEmpty() ? null : token,
        false);
  }
}
