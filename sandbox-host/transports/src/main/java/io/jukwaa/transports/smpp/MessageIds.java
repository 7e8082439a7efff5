package io.jukwaa.transports.smpp;

import io.jukwaa.store.SessionStore.Session;
import io.jukwaa.transports.TransportContext;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Makes of the id in a receipt the one that the answer to the message had. Some operators write the same number in
 * hexadecimal in one place and in decimal in the other.
 *
 * <p>An id that could be a number is compared without leading zeros and in small letters, so an app sees it like that.
 * Unless told otherwise, a channel finds the way out by itself: of the first receipts, those count whose id is that of a
 * message sent before in one way only, and three that agree decide. No message ever has two ids, as ids are often counted
 * up, and the hexadecimal form of one is the decimal form of another. Thread-safe; blocks at the first receipt.
 */
final class MessageIds {
  private static final String AUTO = "auto";
  private static final int ENOUGH = 3;
  /** Ids remembered until the way is known. */
  private static final int MOST = 10_000;
  private static final Duration REMEMBERED = Duration.ofDays(30);
  private static final String NOTE = "receipt-ids";

  private final String channel;
  private final TransportContext context;
  private final boolean exact;
  private final Set<String> sent = new LinkedHashSet<>();
  private final Map<Way, Integer> votes = new EnumMap<>(Way.class);
  private @Nullable Way way;
  private boolean looked;

  /** What a receipt's id is, as against the answer's. */
  private enum Way {
    SAME(MessageIds::plain), HEX(id -> converted(id, 16, 10)), DECIMAL(id -> converted(id, 10, 16));

    @SuppressWarnings("ImmutableEnumChecker") // the functions have no state
    private final UnaryOperator<String> answered;

    Way(UnaryOperator<String> answered) {
      this.answered = answered;
    }
  }

  /** @param setting one of {@link #words} */
  MessageIds(String channel, String setting, TransportContext context) {
    this.channel = channel;
    this.context = context;
    this.exact = setting.equals("same");
    this.way = setting.equals(AUTO) ? null : Way.valueOf(setting.toUpperCase(Locale.ROOT));
  }

  static List<String> words() {
    return List.of(AUTO, "same", "hex", "decimal");
  }

  /** The id of a message as it is known from now on. */
  synchronized String sent(String id) {
    String known = exact ? id : plain(id);
    if (way == null) {
      sent.add(known);
      if (sent.size() > MOST) {
        sent.remove(sent.iterator().next());
      }
    }
    return known;
  }

  /** The id by which the message that a receipt is about is known. */
  synchronized String receipted(String id) {
    if (exact) {
      return id;
    }
    Way known = way();
    if (known != null) {
      return known.answered.apply(id);
    }
    List<Way> fitting = Arrays.stream(Way.values()).filter(each -> sent.contains(each.answered.apply(id))).toList();
    if (fitting.size() == 1) {
      vote(fitting.getFirst());
    }
    return fitting.isEmpty() ? plain(id) : fitting.getFirst().answered.apply(id);
  }

  private void vote(Way chosen) {
    if (votes.merge(chosen, 1, Integer::sum) >= ENOUGH) {
      context.sessions().save(new Session(channel, NOTE, Map.of("way", chosen.name()),
          context.clock().instant().plus(REMEMBERED)));
      way = chosen;
      sent.clear();
    }
  }

  private @Nullable Way way() {
    if (way == null && !looked) {
      Session note = context.sessions().find(channel, NOTE);
      way = note == null ? null : Way.valueOf(note.state().getOrDefault("way", Way.SAME.name()));
      looked = true;
    }
    return way;
  }

  private static String plain(String id) {
    return id.matches("[0-9A-Fa-f]+") ? id.toLowerCase(Locale.ROOT).replaceFirst("^0+(?=.)", "") : id;
  }

  private static String converted(String id, int from, int to) {
    boolean number = id.matches(from == 16 ? "[0-9A-Fa-f]+" : "[0-9]+");
    return number ? new BigInteger(id, from).toString(to) : plain(id);
  }
}
