package io.jukwaa.transports;

import io.jukwaa.message.Channel;

/** A family of wire formats operators speak. Stateless but for caches; thread-safe. */
public interface Transport {
  /** The value of {@link Channel#transport()} that chooses this transport. */
  String name();

  /** What it can do and what it cannot. */
  Capabilities capabilities();

  /** What a channel of this transport can be told; for the reference and for forms too. */
  Settings settings();

  /**
   * Checks a channel before it is stored.
   *
   * @throws io.jukwaa.message.InvalidFieldException naming the setting that is unknown, missing or wrong
   */
  default void check(Channel channel) {
    settings().read(channel);
  }
}
