package io.jukwaa.server.httpapi;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.jukwaa.message.UserMessage;
import io.jukwaa.resource.App;
import io.jukwaa.resources.http.FetchException;
import io.jukwaa.resources.http.FetchRequest;
import io.jukwaa.resources.http.Header;
import io.jukwaa.resources.http.HttpFetcher;
import io.jukwaa.resources.http.HttpLimits;
import io.jukwaa.server.httpapi.Parcels.Kind;
import io.jukwaa.store.DeploymentStore;
import io.jukwaa.store.Outbox;
import io.jukwaa.store.StoreException;
import io.jukwaa.transports.Sender;
import io.jukwaa.transports.Submission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells the clients of one conversation: by a push if there is a URL for it, else by a stream. Thread-safe; blocks. */
record ParcelSender(App app, Kind kind, Place place) implements Sender {
  /** So much waits for the next client that reads the stream. */
  static final int BACKLOG = 100;
  private static final HttpLimits LIMITS = new HttpLimits(1 << 20, Duration.ofSeconds(5), Duration.ofSeconds(5), 0);
  private static final Duration UNTIL_NEXT_LOOK = Duration.ofSeconds(1);
  private static final Pattern WITH_USER = Pattern.compile("(?i)(https?://)([^/?#]*)@(.*)");
  private static final String TYPE = "application/json; charset=utf-8";

  /** Where conversations are found, and ways out. */
  record Place(DeploymentStore deployments, Outbox outbox, HttpFetcher fetcher, Streams streams) {}

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
        return push(conversation.app(), url, parcel, text);
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

  private static Submission told(UserMessage parcel, int code) {
    return switch (code / 100) {
      case 2 -> accepted(parcel);
      // Who stands before the server says so whatever it is asked.
      case 5 -> new Submission.Unavailable("push: " + code, null, code >= 502 && code <= 504);
      default -> new Submission.Refused("push: " + code);
    };
  }

  private Submission push(App current, String url, UserMessage parcel, String text) {
    List<Header> headers = new ArrayList<>(List.of(new Header("Content-Type", TYPE)));
    Matcher withUser = WITH_USER.matcher(url);
    String plain = url;
    if (withUser.matches()) {
      plain = withUser.group(1) + withUser.group(3);
      headers.add(new Header("Authorization",
          "Basic " + Base64.getEncoder().encodeToString(withUser.group(2).getBytes(UTF_8))));
    }
    try {
      return told(parcel, place.fetcher().fetch(new FetchRequest("POST", plain, headers, text.getBytes(UTF_8), true,
          current.privateHosts(), LIMITS)).code());
    } catch (FetchException e) {
      return e.code() == 0
          ? new Submission.Unavailable("push: " + e.getMessage(), null, isNobodyThere(e))
          : told(parcel, e.code());
    }
  }

  /** Whether it was not even asked; one that says nothing may be at a loss about this message. */
  private static boolean isNobodyThere(FetchException e) {
    return !String.valueOf(e.getMessage()).startsWith("no response within");
  }

  private static Submission accepted(UserMessage parcel) {
    return new Submission.Accepted(List.of(parcel.messageId()));
  }
}
