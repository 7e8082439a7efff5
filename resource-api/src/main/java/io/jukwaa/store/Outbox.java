package io.jukwaa.store;

import io.jukwaa.message.Receipt;
import io.jukwaa.message.UserMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The messages that wait to leave by their channels, and for a while what became of those that left. Thread-safe;
 * blocks.
 *
 * <p>A message is put in once, waits until it is due, is {@link #conclude concluded} when the operator took it or never
 * will, and {@link #settle settled} when its app can be told of that. In between it is given again whenever somebody
 * asks, also after a crash: whoever sends the messages of a channel does so alone.
 *
 * <p>Times are kept to the microsecond. When a message was put in, and what is remembered then, tells the clock that the
 * store was opened with; all other times are given.
 */
public interface Outbox {
  /** How long what left is remembered: so long its id is not taken again, and receipts find their message. */
  Duration REMEMBERED = Duration.ofDays(7);
  /** How long a receipt waits for the message it is about: it may come before the operator's answer is stored. */
  Duration EARLY = Duration.ofHours(1);
  /** More no operator has to say of one message before it says that it took it. */
  int MOST_EARLY = 20;

  /** Who goes first. */
  enum Priority {
    /** Somebody waits for it. */
    REPLY,
    /** It was nobody's question. */
    BULK
  }

  /** What became of a message. */
  sealed interface Result {
    /**
     * The operator took it.
     *
     * @param ids what the operator calls it, one for each part it left in; at least one
     */
    record Sent(List<String> ids) implements Result {
      public Sent {
        ids = List.copyOf(ids);
        if (ids.isEmpty()) {
          throw new IllegalArgumentException("ids: none (expected: at least one)");
        }
      }
    }

    /** It will never be taken. The reason is for the app. */
    record Refused(String reason) implements Result {}
  }

  /**
   * A message and what is known of it.
   *
   * @param channel key of the channel it leaves by
   * @param app key of the app that sent it
   * @param message its id tells it apart from every other of the channel
   * @param expires when nobody wants it any more
   * @param attempts how often it was tried without success
   * @param result null as long as it is to be sent
   */
  record Entry(String channel, String app, UserMessage message, Priority priority, Instant expires, int attempts,
      @Nullable Result result) {
    /** One that has just come to be. */
    public Entry(String channel, String app, UserMessage message, Priority priority, Instant expires) {
      this(channel, app, message, priority, expires, 0, null);
    }
  }

  /**
   * Which message a receipt is about.
   *
   * @param app key of the app that sent it
   */
  record Match(String app, String messageId) {}

  /**
   * What waits in a channel.
   *
   * @param oldest when the one that waits for longest was put in; null if there is none
   */
  record Backlog(long waiting, @Nullable Instant oldest) {}

  /**
   * Takes a new message.
   *
   * @param entry not tried yet
   * @return false, and nothing changed, if the channel has a message of this id, or one has left by it and is remembered
   */
  boolean put(Entry entry, Instant due);

  /** Keys of the channels that have anything not settled. */
  Set<String> channels();

  /**
   * What is not settled and due: first all that is concluded, then replies, then bulk; each by the time it is due, and
   * of one time in the order in which it was put in. Nothing is taken out.
   *
   * @param limit at most so many, 1 or more
   */
  List<Entry> due(String channel, Instant now, int limit);

  /** An attempt came to nothing: counts it, and the message waits. Nothing happens if it does not wait any more. */
  void postpone(String channel, String messageId, Instant due);

  /**
   * Writes down what became of a message that waits; it is due at once, to be settled. From now on {@link #match}
   * knows the ids of one that was sent. Nothing happens if the message does not wait any more, or is concluded.
   */
  void conclude(String channel, String messageId, Result result, Instant now);

  /**
   * Its app is told: only what {@link #put} and {@link #match} need is kept, until it has been {@link #REMEMBERED} from
   * now on. Nothing happens if the message is not concluded, or settled already.
   */
  void settle(String channel, String messageId, Instant now);

  /**
   * The message a receipt is about; of several that the operator calls the same, the one concluded last. If there is
   * none (yet) the receipt is kept for {@link #EARLY}: whoever concludes the message asks for {@link #early} then, so that
   * between both none is missed.
   */
  @Nullable
  Match match(String channel, Receipt receipt, Instant now);

  /**
   * Receipts that came before the operator's id was known, in the order they came. They stay their time, but for all
   * except the newest {@link #MOST_EARLY} of an id: anybody may make them up.
   */
  List<Receipt> early(String channel, String sentId, Instant now);

  /**
   * Takes out what waits for this address, so that it never leaves, and what is said in all else that is not settled
   * ({@link UserMessage#erased}). Ids are remembered. What an operator is being given at this moment may leave.
   *
   * @param pseudonym stands in the place of the address
   * @return how many messages waited
   */
  long erase(String channel, String address, String pseudonym, Instant now);

  /** What of the channel is neither concluded nor settled. */
  Backlog backlog(String channel);
}
