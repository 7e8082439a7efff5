package io.jukwaa.server.httpapi;

import io.jukwaa.message.UserMessage;
import io.jukwaa.resource.App;
import io.jukwaa.server.clients.Parcels;
import io.jukwaa.server.clients.Parcels.Kind;
import io.jukwaa.server.clients.Push;
import io.jukwaa.store.DeploymentStore;
import io.jukwaa.store.Outbox;
import io.jukwaa.store.StoreException;
import io.jukwaa.transports.Sender;
import io.jukwaa.transports.Submission;
import java.time.Duration;
import java.util.List;

/** Tells the clients of one conversation: by a push if there is a URL for it, else by a stream. Thread-safe; blocks. */
record ParcelSender(App app, Kind kind, Place place) implements Sender {
  /** So much waits for the next client that reads the stream. */
  static final int BACKLOG = 100;
  private static final Duration UNTIL_NEXT_LOOK = Duration.ofSeconds(1);

  /** Where conversations are found, and ways out. */
  record Place(DeploymentStore deployments, Outbox outbox, Push push, Streams streams) {}

  @Override
  public Submission send(UserMessage parcel) {
    try {
      Conversation conversation = Conversation.of(place.deployments().app(app.key()));
      if (conversation == null) {
        return new Submission.Refused("the conversation is gone");
      }
      String url = kind == Kind.MESSAGES ? conversation.messageUrl() : conversation.eventUrl();
      String text = String.valueOf(parcel.content());
      if (url != null) {
        return place.push().send(conversation.app(), new Push.Target(url, null, true), parcel);
      }
      return conversation.variant() == Conversation.Variant.HTTP_API
          ? stream(parcel, text)
          : new Submission.Refused("there is no push URL");
    } catch (StoreException e) {
      return new Submission.Unavailable("the stores are out of reach", UNTIL_NEXT_LOOK, true);
    }
  }

  private Submission stream(UserMessage parcel, String text) {
    String channel = Parcels.channel(app, kind).key();
    if (place.streams().give(channel, text)) {
      return accepted(parcel);
    }
    return place.outbox().backlog(channel).waiting() > BACKLOG
        ? new Submission.Refused("no client reads the stream, and " + BACKLOG + " that are newer wait")
        : new Submission.Unavailable("no client reads the stream", UNTIL_NEXT_LOOK, true);
  }

  private static Submission accepted(UserMessage parcel) {
    return new Submission.Accepted(List.of(parcel.messageId()));
  }
}
