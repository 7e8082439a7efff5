package io.jukwaa.store;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who agreed to be written to by a tenant, and who took it back: what was said, by which way and when. Only ever grows,
 * but for people who are deleted. Thread-safe; blocks.
 */
public interface ConsentStore {
  /** The channel of what holds for all of them. */
  String EVERY_CHANNEL = "*";

  /** How an address is written here: a number of whole digits has its plus. */
  static String standard(String address) {
    return address.matches("[1-9][0-9]{6,14}") ? "+" + address : address;
  }

  /** What was said. */
  enum State {
    GIVEN, WITHDRAWN
  }

  /** How it came to be known. */
  enum Source {
    /** The person sent a word that stands for it. */
    KEYWORD,
    /** A file said so, whose owner has the proof. */
    IMPORT,
    /** An app said so. */
    APP,
    /** The operator takes no messages to the person, or passes on what they write again. */
    OPERATOR
  }

  /**
   * One thing that was said.
   *
   * @param address of the person, {@code +254712123456} where it is a number
   * @param channel key of the channel or name of the network it is about, or {@link #EVERY_CHANNEL}
   * @param time when it was said, to the microsecond
   * @param evidence id of the message that says so, or name of the file; null if there is none
   */
  record Consent(String address, String channel, State state, Source source, Instant time, @Nullable String evidence) {}

  /** Adds it to the history; nothing happens if exactly this is there. */
  void record(String tenant, Consent consent);

  /** All that was said of an address, the oldest first. */
  List<Consent> history(String tenant, String address);

  /** What holds now for a channel: the newest that was said of it or of every channel; null if nothing was. */
  default @Nullable Consent current(String tenant, String address, String channel) {
    return history(tenant, address).stream()
        .filter(one -> one.channel().equals(channel) || one.channel().equals(EVERY_CHANNEL)).reduce((_, newer) -> newer)
        .orElse(null);
  }

  /** Puts the history of one address under another, so that nothing holds the first; how much there was. */
  long move(String tenant, String address, String to);
}
