package io.jukwaa.transports.smpp;

import io.jukwaa.store.SessionStore;
import io.jukwaa.store.SessionStore.Session;
import io.jukwaa.transports.StableId;
import io.jukwaa.transports.TransportContext;
import io.jukwaa.transports.smpp.Delivery.BrokenPduException;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts texts together that come in parts, in any order, some of them twice, some perhaps never.
 *
 * <p>The operator is told that it may forget a part before the last one came, so parts are kept in the store, each as a
 * session of its own: hosts that are bound at the same time do not overwrite each other's, and one that dies loses none.
 * When several find a text complete, all of them give it the same id. Thread-safe; blocks.
 */
final class Fragments {
  private static final Logger LOG = LoggerFactory.getLogger(Fragments.class);
  /** For so long a part that is told again belongs to the text that is complete; after that to a new one. */
  private static final Duration TOLD_AGAIN = Duration.ofMinutes(2);
  private static final int LOCKS = 64;
  /** Marks a text that was complete, for hosts that saw only a part of it. */
  private static final String WHOLE = ":whole";

  private final String channel;
  private final TransportContext context;
  private final Reading reading;
  private final Duration within;
  private final ReentrantLock[] locks = new ReentrantLock[LOCKS];
  /** Texts that are not complete, as far as this host knows; the oldest first. */
  private final Map<String, Waiting> waiting = new LinkedHashMap<>();

  /** Since when, and for how many parts. */
  private record Waiting(Instant expires, int total) {}

  /** @param id the same whoever put the text together */
  record Whole(String id, String text) {}

  /** @param within from the first part on; what is not complete by then never will be */
  Fragments(String channel, TransportContext context, Reading reading, Duration within) {
    this.channel = channel;
    this.context = context;
    this.reading = reading;
    this.within = within;
    for (int i = 0; i < LOCKS; i++) {
      locks[i] = new ReentrantLock();
    }
  }

  /**
   * Keeps a part. It is on the disk when the store says so.
   *
   * @return the text if this part completes it; else null
   * @throws BrokenPduException if the text is complete and cannot be read
   */
  @Nullable
  Whole add(Delivery delivery, Fragment part) throws BrokenPduException {
    forgetOverdue();
    String key = "part:" + StableId.of(delivery.from(), delivery.to(), "" + part.reference(), "" + part.total());
    ReentrantLock lock = locks[Math.floorMod(key.hashCode(), LOCKS)];
    lock.lock();
    try {
      keep(key, part, delivery.coding());
      List<Session> all = found(key, part.total());
      if (all.size() < part.total()) {
        remember(key, part.total());
        return null;
      }
      return whole(key, all);
    } finally {
      lock.unlock();
    }
  }

  private void keep(String key, Fragment part, int coding) {
    Map<String, String> state = new LinkedHashMap<>();
    state.put("text", Base64.getEncoder().encodeToString(part.text()));
    state.put("coding", "" + coding);
    Session known = context.sessions().find(channel, id(key, part.number()));
    if (known != null && known.state().entrySet().containsAll(state.entrySet())) {
      return; // told again
    }
    if (known != null) { // the phone has come round to the same reference
      if (found(key, part.total()).size() < part.total()) {
        LOG.warn("channel {}: a text in {} parts was not whole when another with its reference began", channel,
            part.total());
      }
      remove(key, part.total());
    }
    state.put("birth", context.ids().get());
    context.sessions().save(new Session(channel, id(key, part.number()), state, now().plus(within)));
  }

  private List<Session> found(String key, int total) {
    List<Session> found = new ArrayList<>();
    for (int number = 1; number <= total; number++) {
      Session part = context.sessions().find(channel, id(key, number));
      if (part != null) {
        found.add(part);
      }
    }
    return found;
  }

  private void remove(String key, int total) {
    for (int number = 1; number <= total; number++) {
      context.sessions().remove(channel, id(key, number));
    }
  }

  private Whole whole(String key, List<Session> parts) throws BrokenPduException {
    synchronized (waiting) {
      waiting.remove(key);
    }
    SessionStore store = context.sessions();
    store.save(new Session(channel, key + WHOLE, Map.of(), now().plus(within.multipliedBy(2))));
    StringBuilder births = new StringBuilder();
    for (Session part : parts) {
      births.append(part.state().get("birth")).append(' ');
      Instant expires = now().plus(TOLD_AGAIN);
      store.save(new Session(channel, part.id(), part.state(),
          expires.isBefore(part.expires()) ? expires : part.expires()));
    }
    return new Whole(StableId.of(channel, births.toString()), text(parts));
  }

  /** Neighbours in one coding are read together, as some senders cut characters in two. */
  private String text(List<Session> parts) throws BrokenPduException {
    StringBuilder text = new StringBuilder();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    String coding = coding(parts.getFirst());
    for (Session part : parts) {
      if (!coding(part).equals(coding)) {
        text.append(reading.text(bytes.toByteArray(), Integer.parseInt(coding)));
        bytes.reset();
        coding = coding(part);
      }
      bytes.writeBytes(Base64.getDecoder().decode(part.state().getOrDefault("text", "")));
    }
    return text.append(reading.text(bytes.toByteArray(), Integer.parseInt(coding))).toString();
  }

  private static String coding(Session part) {
    return part.state().getOrDefault("coding", "0");
  }

  private void remember(String key, int total) {
    synchronized (waiting) {
      waiting.putIfAbsent(key, new Waiting(now().plus(within), total));
    }
  }

  /** The store forgets by itself; here it is said, once the next part comes. Another host may have seen the rest. */
  private void forgetOverdue() {
    Map<String, Waiting> overdue = new LinkedHashMap<>();
    synchronized (waiting) {
      waiting.forEach((key, text) -> {
        if (!now().isBefore(text.expires())) {
          overdue.put(key, text);
        }
      });
      waiting.keySet().removeAll(overdue.keySet());
    }
    overdue.forEach((key, text) -> {
      if (context.sessions().find(channel, key + WHOLE) == null) {
        LOG.warn("channel {}: a text in {} parts did not come whole within {} minutes and is lost", channel,
            text.total(), within.toMinutes());
      }
    });
  }

  private Instant now() {
    return context.clock().instant();
  }

  private static String id(String key, int number) {
    return key + ":" + number;
  }
}
