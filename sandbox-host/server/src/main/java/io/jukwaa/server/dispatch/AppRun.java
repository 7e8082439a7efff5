package io.jukwaa.server.dispatch;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.jukwaa.message.Channel;
import io.jukwaa.message.MessageEvent;
import io.jukwaa.message.Received;
import io.jukwaa.message.SessionEvent;
import io.jukwaa.message.Stamp;
import io.jukwaa.message.UserMessage;
import io.jukwaa.resource.App;
import io.jukwaa.resource.Lease;
import io.jukwaa.store.AppLog;
import io.jukwaa.store.Inbox;
import io.jukwaa.store.MessageLog;
import io.jukwaa.store.MessageLog.Origin;
import io.jukwaa.store.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One run of an app and what it has sent. Thread-safe.
 *
 * <p>The phone gets one answer: the app's first reply or, when that does not come, the channel's apology. A reply that
 * comes after the apology is stored with a nack, for nobody will see it.
 *
 * <p>The first, second, … reply of a run for a message is the same however often the app is run for it, and so
 * is the first, second, … other message: what was stored first stands, whatever a later run says in its place.
 */
final class AppRun implements HostRun {
  /** Where a run takes place and what it writes to. */
  record Place(Channel channel, App app, MessageLog messages, AppLog appLog, Departures departures,
      @Nullable Lease lease) {
    /** What brings about what a run for this sends. */
    Routes.Cause cause(Received received) {
      return new Routes.Cause(app, channel, received);
    }
  }

  /** The ordinal of what the host says when the app does not. */
  private static final int APOLOGY = -1;
  /** A run that writes to many gives way to phones for so long in all: its own time is limited. */
  private static final long LONGEST_WAY_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final Place place;
  private final Routes.Cause cause;
  /** What the run is for, as its {@link Origin} has it. */
  private final String runOf;
  private final @Nullable UserMessage received;
  private final Supplier<Stamp> stamps;
  private final CompletableFuture<Void> heard = new CompletableFuture<>();
  private final Object apologizing = new Object();
  /** For how long, to phones. */
  private final AtomicLong gaveWay = new AtomicLong();
  private final List<UserMessage> sent = new ArrayList<>();
  /** By the id of the message it was made for. */
  private final Map<String, Origin> origins = new HashMap<>();
  private int replies;
  private int sends;
  private @Nullable UserMessage inbound;
  private boolean replied;
  private boolean apologized;
  private @Nullable StoreException refusal;

  /** @param received the message or event that the run is for */
  AppRun(Place place, Received received, Supplier<Stamp> stamps) {
    this.place = place;
    this.cause = place.cause(received);
    this.runOf = new Inbox.Entry(place.app().key(), place.channel().key(), received).id();
    this.received = received instanceof UserMessage message ? message : null;
    this.inbound = this.received;
    this.stamps = stamps;
  }

  @Override
  public synchronized @Nullable UserMessage inbound() {
    return inbound;
  }

  @Override
  public @Nullable Lease lease() {
    return place.lease();
  }

  @Override
  public synchronized void inherit(UserMessage changed) {
    inbound = changed;
  }

  @Override
  public synchronized Stamp replyStamp() {
    return stamp(replies++);
  }

  @Override
  public synchronized Stamp replyStamp(String id) {
    origins.put(id, new Origin(runOf, replies++));
    return new Stamp(id, stamps.get().time());
  }

  @Override
  public CompletionStage<Void> heard() {
    return heard;
  }

  @Override
  public synchronized Stamp sendStamp() {
    return stamp(Origin.FIRST_SEND + sends++);
  }

  @Override
  public synchronized boolean isAwaited() {
    return !apologized;
  }

  @Override
  public void send(UserMessage message) {
    if (isToMany()) {
      Duration left = Duration.ofNanos(LONGEST_WAY_NANOS - gaveWay.get());
      gaveWay.addAndGet(place.departures().giveWay(cause, message, left).toNanos());
    }
    try {
      UserMessage stored = store(place.departures().addressed(cause, message));
      if (count(stored)) {
        place.departures().leave(cause, stored);
        if (isHeard()) {
          heard.complete(null);
        }
      } else {
        nack(stored);
      }
    } catch (StoreException e) {
      refuse(e);
      throw e;
    }
  }

  private synchronized boolean isToMany() {
    return sends > FEW_SENDS;
  }

  /** Why something that the app sent is not stored; null if all of it is. */
  synchronized @Nullable StoreException refusal() {
    return refusal;
  }

  /** Everything stored so far, in the order it was stored. */
  synchronized List<UserMessage> sent() {
    return List.copyOf(sent);
  }

  /**
   * Sends the channel's apology and closes the session, if the user waits for a reply and there is none.
   *
   * <p>When this returns the apology is among {@link #sent}, whoever sent it.
   *
   * @param reason for the app's log; null if the log has it already
   * @return whether it was sent by this call
   */
  boolean apologizeIfSilent(@Nullable String reason) {
    return reply(place.channel().apology(), reason);
  }

  /** The same with other words. */
  boolean reply(String text, @Nullable String reason) {
    UserMessage waiting = received;
    if (waiting == null || !awaitsReply(waiting)) {
      return false;
    }
    synchronized (apologizing) {
      boolean claimed = claimApology();
      if (claimed) {
        apologize(waiting, text, reason);
      }
      return claimed;
    }
  }

  private void apologize(UserMessage waiting, String text, @Nullable String reason) {
    if (reason != null) {
      place.appLog().append(place.app(), AppLog.WARNING, "message " + waiting.messageId() + ": " + reason);
    }
    UserMessage apology = store(
        place.departures().addressed(cause, waiting.reply(text, SessionEvent.CLOSE, stamp(APOLOGY))));
    place.departures().leave(cause, apology);
    synchronized (this) {
      sent.add(0, apology);
    }
    heard.complete(null);
  }

  /** Whether a phone shows a session that has to go on or end. */
  static boolean awaitsReply(UserMessage message) {
    return message.sessionEvent().awaitsReply();
  }

  /** Counts what has been stored; false for a reply that nobody waits for any more. */
  private synchronized boolean count(UserMessage message) {
    sent.add(message);
    UserMessage waiting = received;
    boolean isReply = waiting != null && waiting.messageId().equals(message.inReplyTo());
    replied |= isReply && !apologized;
    return !isReply || replied;
  }

  private synchronized boolean isHeard() {
    return replied;
  }

  private synchronized void refuse(StoreException e) {
    refusal = e;
  }

  private synchronized boolean claimApology() {
    if (replied || apologized) {
      return false;
    }
    apologized = true;
    return true;
  }

  /** The same whenever it is asked for, but for the time. */
  private synchronized Stamp stamp(int ordinal) {
    String identity = String.join("\0", place.app().key(), place.channel().key(), runOf, ordinal + "");
    String id = UUID.nameUUIDFromBytes(identity.getBytes(UTF_8)).toString().replace("-", "");
    origins.put(id, new Origin(runOf, ordinal));
    return new Stamp(id, stamps.get().time());
  }

  private UserMessage store(UserMessage message) {
    return place.messages().appendOutbound(place.app(), place.channel().key(), origin(message), message);
  }

  private synchronized @Nullable Origin origin(UserMessage message) {
    return origins.get(message.messageId());
  }

  private void nack(UserMessage message) {
    if (!place.app().runsInSandbox()) { // who said it is no run, and is told like of all else
      place.departures().refuse(cause, message, Departures.TOO_LATE);
      return;
    }
    MessageEvent nack = MessageEvent.of(Map.of("event_type", "nack", "user_message_id", message.messageId(),
        "nack_reason", Departures.TOO_LATE), stamps.get());
    if (place.messages().appendEvent(place.app(), place.channel().key(), nack)) {
      place.messages().complete(place.app(), place.channel().key(), nack); // it is not told: its own run is under way
    }
  }
}
