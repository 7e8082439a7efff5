package io.jukwaa.server.routing;

import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One version of a tenant's routing, checked. Immutable.
 *
 * @param channels where what comes in by a channel goes, by its endpoint; an endpoint {@link #ANY} is for those
 *     that are not named
 * @param routers by name
 * @param endpoints by which channel leaves what an app sends that is no reply: app, name of its endpoint, channel
 * @param unclaimed what a user is told whose message nothing claims; null if the installation's words for sessions, and
 *     nothing for texts
 */
record Table(int version, Map<String, Map<String, String>> channels, Map<String, Router> routers,
    Map<String, Map<String, String>> endpoints, OptOuts optOuts, @Nullable String unclaimed) {
  static final String ANY = "*";
  static final Table NONE = new Table(0, Map.of(), Map.of(), Map.of(), OptOuts.NONE, null);
  /** Longer than any session of a phone. */
  private static final Duration SESSION = Duration.ofMinutes(10);

  Table {
    channels = Map.copyOf(channels);
    routers = Map.copyOf(routers);
    endpoints = Map.copyOf(endpoints);
  }

  /**
   * Which texts end and begin messages to a user again.
   *
   * @param out texts, as {@link Words#normal} has them, that end them, with what the user is told
   * @param in texts that let them begin again
   * @param inSessions whether it counts also if it is written in a session, where it may answer a question
   * @param refusesBulk whether messages that are no reply do not leave to those who opted out
   */
  record OptOuts(Map<String, String> out, Map<String, String> in, boolean inSessions, boolean refusesBulk) {
    static final OptOuts NONE = new OptOuts(Map.of(), Map.of(), false, false);

    OptOuts {
      out = Map.copyOf(out);
      in = Map.copyOf(in);
    }
  }

  /** The channel of an app's endpoint; null if the table does not say. */
  @Nullable
  String outlet(String app, String endpoint) {
    return endpoints.getOrDefault(app, Map.of()).get(endpoint);
  }

  /** Whether every message that comes in goes to the app of its channel. */
  boolean isEmpty() {
    return channels.isEmpty() && optOuts.equals(OptOuts.NONE);
  }

  /** The name of a router or the key of an app; null if the table does not lead this channel anywhere. */
  @Nullable
  String start(String channel, String endpoint) {
    Map<String, String> byEndpoint = channels.getOrDefault(channel, Map.of());
    String named = byEndpoint.get(endpoint);
    return named == null ? byEndpoint.get(ANY) : named;
  }

  /** Apps to which what comes in by the channel may go. */
  Set<String> reachable(String channel) {
    Set<String> seen = new HashSet<>();
    channels.getOrDefault(channel, Map.of()).values().forEach(start -> reach(start, seen));
    seen.removeAll(routers.keySet());
    return seen;
  }

  /** For how long it is to be known where a user is. */
  Duration remembered() {
    return Stream.concat(Stream.of(SESSION), routers.values().stream().map(Table::remembered))
        .max(Duration::compareTo).orElse(SESSION);
  }

  private void reach(String name, Set<String> seen) {
    Router router = routers.get(name);
    if (seen.add(name) && router != null) {
      router.exits().forEach(exit -> reach(exit, seen));
    }
  }

  private static Duration remembered(Router router) {
    return switch (router) {
      case Router.Keyword keyword -> keyword.remember();
      case Router.Menu menu -> menu.remember();
      case Router.Group _,Router.Address _,Router.Split _ -> Duration.ZERO;
    };
  }
}
