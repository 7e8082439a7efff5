package io.jukwaa.transports.smpp;

import io.jukwaa.transports.StableId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Gives an id to each message that comes in. SMPP has none, and a message that is told again looks like a user who
 * writes the same again.
 *
 * <p>An operator tells again what it has no good answer to. So a PDU, the same in every byte but its number, is the
 * same message if we refused the first one, or if the session that brought the first one has ended since and that was
 * within a minute of it. All else is new, and what is told again to another host, or after a restart, is too: it comes
 * twice. Thread-safe.
 */
final class Retold {
  /** Messages of this age were surely answered before the session ended. */
  private static final Duration PERHAPS_UNANSWERED = Duration.ofMinutes(1);
  private static final Duration TOLD_AGAIN_WITHIN = Duration.ofMinutes(10);
  private static final int MOST = 2_000;
  private static final int HEADER = 16;

  private final InstantSource clock;
  private final Supplier<String> ids;
  private final Map<String, Told> current = new LinkedHashMap<>();
  private final Map<String, Told> expected = new LinkedHashMap<>();
  private @Nullable Link session;

  /** @param ids unique ones */
  Retold(InstantSource clock, Supplier<String> ids) {
    this.clock = clock;
    this.ids = ids;
  }

  /** A message that came. */
  record Told(String id, String key, Instant time) {}

  /** @param by the session that brings the PDU */
  synchronized Told of(Link by, byte[] pdu) {
    if (session == null || (!by.equals(session) && !session.isBound())) {
      expectAgain(PERHAPS_UNANSWERED);
      session = by;
    }
    String key = StableId.of(new String(Arrays.copyOfRange(pdu, HEADER, pdu.length), StandardCharsets.ISO_8859_1));
    Told before = expected.remove(key);
    boolean again = before != null && age(before).compareTo(TOLD_AGAIN_WITHIN) < 0;
    Told told = new Told(again && before != null ? before.id() : ids.get(), key, clock.instant());
    put(current, told);
    return told;
  }

  /** Says that the operator was told that we have not taken it. */
  synchronized void refused(Told told) {
    current.remove(told.key());
    put(expected, told);
  }

  private void expectAgain(Duration youngerThan) {
    current.values().stream().filter(told -> age(told).compareTo(youngerThan) < 0).forEach(told -> put(expected, told));
    current.clear();
  }

  private Duration age(Told told) {
    return Duration.between(told.time(), clock.instant());
  }

  private static void put(Map<String, Told> into, Told told) {
    into.remove(told.key());
    into.put(told.key(), told);
    if (into.size() > MOST) {
      into.remove(into.keySet().iterator().next());
    }
  }
}
