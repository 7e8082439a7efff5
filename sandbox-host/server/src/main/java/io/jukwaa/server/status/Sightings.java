package io.jukwaa.server.status;

/** Hears what is seen of channels. Thread-safe; returns at once and never fails. */
@FunctionalInterface
public interface Sightings {
  /**
   * Something was seen just now.
   *
   * @param channel its key
   * @param text more of it, such as a reason in the operator's words; empty if there is none
   */
  void see(String channel, Sight sight, String text);
}
