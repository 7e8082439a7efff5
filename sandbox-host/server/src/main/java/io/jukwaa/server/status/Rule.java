package io.jukwaa.server.status;

import java.util.Locale;

/** What a channel is looked at for. The first that finds something says most. */
public enum Rule {
  /** Whether the connections to the operator are there and hold. */
  CONNECTION,
  /** Whether the operator takes messages at all. */
  SUBMISSION,
  /** Whether operator and host understand each other's requests. */
  REQUESTS,
  /** Whether the app answers, and in time. */
  APP,
  /** Whether the operator takes most messages. */
  REFUSALS,
  /** Whether messages leave as fast as they are sent. */
  QUEUE,
  /** Whether receipts come. */
  RECEIPTS,
  /** Whether anything comes in. */
  SILENCE;

  /** As callers know it. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
