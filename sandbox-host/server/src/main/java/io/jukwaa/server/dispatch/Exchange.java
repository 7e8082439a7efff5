package io.jukwaa.server.dispatch;

import io.jukwaa.message.Answer;
import io.jukwaa.message.Channel;
import io.jukwaa.message.UserMessage;
import io.jukwaa.store.Durability;
import io.jukwaa.store.Inbox;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One message on its way to an answer, which the app's run and the dead-line race for. Thread-safe. */
final class Exchange {
  private final Channel channel;
  private final UserMessage message;
  private final long begun = System.nanoTime();
  private final CompletableFuture<Answer> answer = new CompletableFuture<>();
  private final CompletableFuture<Void> taken = new CompletableFuture<>();
  private @Nullable AppRun run;
  /** What we have taken on: no failure ends it but the end of the host. */
  private volatile boolean accepted;
  private volatile boolean stored;
  private volatile boolean ended;
  private int refusals;

  /** What makes a message, or an event, one: a second of the same key is a repetition of the first. */
  record Key(String app, String channel, String id) {
    static Key of(Inbox.Entry entry) {
      return new Key(entry.app(), entry.channel(), entry.id());
    }
  }

  Exchange(Channel channel, UserMessage message) {
    this.channel = channel;
    this.message = message;
  }

  Channel channel() {
    return channel;
  }

  UserMessage message() {
    return message;
  }

  Key key() {
    return Key.of(new Inbox.Entry(channel.app(), channel.key(), message));
  }

  /** Says that the message will be run whatever happens: nobody waits for its reply, and the operator may forget it. */
  void accept() {
    accepted = true;
    taken.complete(null);
  }

  /** Done when {@link #accept} is called; fails with the answer if that is never. */
  CompletableFuture<Void> taken() {
    return taken;
  }

  boolean isAccepted() {
    return accepted;
  }

  /** Says that the message was not in the log before, and is now. */
  void markStored() {
    stored = true;
  }

  boolean isStored() {
    return stored;
  }

  /** Says that the run has ended, whether or not the log knows. */
  void markEnded() {
    ended = true;
  }

  boolean isEnded() {
    return ended;
  }

  /** How long ago the message came. */
  Duration age() {
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  CompletableFuture<Answer> answer() {
    return answer;
  }

  /** The run that has begun; null if none has. */
  synchronized @Nullable AppRun run() {
    return run;
  }

  /**
   * Makes this the run of the message; false if another has been, or the phone that waited for a reply does not any
   * more. What no phone waits for is run however late.
   */
  synchronized boolean claim(AppRun claiming) {
    if (run != null || (answer.isDone() && AppRun.awaitsReply(message))) {
      return false;
    }
    run = claiming;
    return true;
  }

  /** Counts a run that came to nothing; true if there were so many. */
  synchronized boolean isRefusedAgain(int most) {
    return ++refusals >= most;
  }

  /** Whether a run came to nothing. */
  synchronized boolean isRepeated() {
    return refusals > 0;
  }

  /** Lets another run of an accepted message begin: this one came to nothing. */
  synchronized void abandon() {
    run = null;
  }

  /** Gives the answer as soon as it is on the disk, and what it rests on. */
  void complete(Answer given, Durability durability) {
    durability.flushed().whenComplete((_, refused) -> {
      if (refused == null) {
        answer.complete(given);
      } else {
        answer.completeExceptionally(refused);
      }
    });
  }

  /** Blocks until there is an answer, or it is clear that there will be none. */
  void awaitAnswer() {
    answer.handle((_, _) -> true).join();
  }

  void fail(RuntimeException failure) {
    answer.completeExceptionally(failure);
    taken.completeExceptionally(failure);
  }

  /** Does the work; if it throws, so does the answer. */
  void failing(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      fail(e);
    }
  }
}
