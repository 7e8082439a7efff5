package io.jukwaa.server.dispatch;

import io.jukwaa.message.Channel;
import io.jukwaa.message.MessageEvent;
import io.jukwaa.message.SessionEvent;
import io.jukwaa.message.Stamp;
import io.jukwaa.message.UserMessage;
import io.jukwaa.resource.App;
import io.jukwaa.resource.Run;
import io.jukwaa.store.AppLog;
import io.jukwaa.store.MessageLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One run of an app and what it has sent. Thread-safe.
 *
 * <p>The phone gets one answer: the app's first reply or, when that does not come, the channel's apology. A reply that
 * comes after the apology is stored with a nack, for nobody will see it.
 */
final class AppRun implements Run {
  /** Where a run takes place and what it writes to. */
  record Place(Channel channel, App app, MessageLog messages, AppLog appLog) {}

  private final Place place;
  private final @Nullable UserMessage received;
  private final Supplier<Stamp> stamps;
  private final Object apologizing = new Object();
  private final List<UserMessage> sent = new ArrayList<>();
  private @Nullable UserMessage inbound;
  private boolean replied;
  private boolean apologized;

  AppRun(Place place, @Nullable UserMessage received, Supplier<Stamp> stamps) {
    this.place = place;
    this.received = received;
    this.inbound = received;
    this.stamps = stamps;
  }

  @Override
  public synchronized @Nullable UserMessage inbound() {
    return inbound;
  }

  @Override
  public synchronized void inherit(UserMessage changed) {
    inbound = changed;
  }

  @Override
  public Stamp stamp() {
    return stamps.get();
  }

  @Override
  public synchronized boolean isAwaited() {
    return !apologized;
  }

  @Override
  public void send(UserMessage message) {
    store(message);
    if (!count(message)) {
      nack(message);
    }
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
   */
  void apologizeIfSilent(@Nullable String reason) {
    reply(place.channel().apology(), reason);
  }

  /** The same with other words. */
  void reply(String text, @Nullable String reason) {
    UserMessage waiting = received;
    if (waiting == null || !awaitsReply(waiting)) {
      return;
    }
    synchronized (apologizing) {
      if (claimApology()) {
        apologize(waiting, text, reason);
      }
    }
  }

  private void apologize(UserMessage waiting, String text, @Nullable String reason) {
    if (reason != null) {
      place.appLog().append(place.app(), AppLog.WARNING, "message " + waiting.messageId() + ": " + reason);
    }
    UserMessage apology = waiting.reply(text, SessionEvent.CLOSE, stamp());
    store(apology);
    synchronized (this) {
      sent.add(0, apology);
    }
  }

  /** Whether a phone shows a session that has to go on or end. */
  static boolean awaitsReply(UserMessage message) {
    return switch (message.sessionEvent()) {
      case NEW, RESUME -> true;
      case NONE, CLOSE -> false;
    };
  }

  /** Counts what has been stored; false for a reply that nobody waits for any more. */
  private synchronized boolean count(UserMessage message) {
    sent.add(message);
    UserMessage waiting = received;
    boolean isReply = waiting != null && waiting.messageId().equals(message.inReplyTo());
    replied |= isReply && !apologized;
    return !isReply || replied;
  }

  private synchronized boolean claimApology() {
    if (replied || apologized) {
      return false;
    }
    apologized = true;
    return true;
  }

  private void store(UserMessage message) {
    place.messages().appendOutbound(place.app(), place.channel().key(), received == null ? null : received.messageId(),
        message);
  }

  private void nack(UserMessage message) {
    place.messages().appendEvent(place.app(), MessageEvent.of(Map.of("event_type", "nack", "user_message_id",
        message.messageId(), "nack_reason", "timeout: the session was closed before this reply"), stamp()));
  }
}
