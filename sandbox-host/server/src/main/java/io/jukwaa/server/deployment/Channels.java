package io.jukwaa.server.deployment;

import io.jukwaa.message.Channel;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The channels of this start, as URLs name them. Keys are unique in the installation, yet two transports may share a
 * name in their URLs: {@code /ussd/clinic} leads to the channel {@code clinic} or, if that one belongs to another
 * transport, to {@code ussd-http.clinic}. Immutable; never blocks.
 */
public final class Channels {
  private final Map<String, Channel> byKey;

  public Channels(Collection<Channel> channels) {
    byKey = channels.stream().collect(Collectors.toUnmodifiableMap(Channel::key, Function.identity()));
  }

  /** The key of the channel a transport's URL name leads to when the plain name belongs to another transport. */
  public static String key(String transport, String name) {
    return transport + "." + name;
  }

  /** The channel a URL of this transport leads to; null if there is none. */
  public @Nullable Channel find(String transport, String name) {
    Channel plain = byKey.get(name);
    return plain != null && plain.transport().equals(transport) ? plain : byKey.get(key(transport, name));
  }
}
