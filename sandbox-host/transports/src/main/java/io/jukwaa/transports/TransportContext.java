package io.jukwaa.transports;

import io.jukwaa.message.Channel;
import io.jukwaa.message.InboundPort;
import io.jukwaa.store.Durability;
import io.jukwaa.store.SessionStore;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the host lends its transports. All parts are thread-safe.
 *
 * @param channels the channel that a transport's URLs call by a name; must not block, it is asked on the event loop
 * @param inbound where messages and events go
 * @param sessions blocks: only for virtual threads
 * @param refusals hears of what operators ask and are not given
 * @param durability tells when an event that was handed over is on the disk; answers to messages always are
 * @param ids a new unique id at each call
 */
public record TransportContext(ChannelLookup channels, InboundPort inbound,
    SessionStore sessions, Refusals refusals, Durability durability, InstantSource clock, Supplier<String> ids) {
  /** Hears of requests of operators that are refused. Returns at once. */
  @FunctionalInterface
  public interface Refusals {
    /**
     * A request was refused.
     *
     * @param reason names the field and what was expected, and not what was there: that may be somebody's number
     */
    void refused(Channel channel, String reason);
  }

  /** Knows the channels as they are configured now. */
  @FunctionalInterface
  public interface ChannelLookup {
    /** @return null if the transport has none of this name */
    @Nullable
    Channel find(String transport, String name);
  }
}
