package io.jukwaa.transports.smpp;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Remembers which parts of a message the operator took when it did not take all of them, so that the next try goes on
 * there and the phone can put the parts together. Another host, or this one after a restart, sends all parts again.
 * Thread-safe.
 */
final class Begun {
  /** Far more than are on their way at once; the oldest is forgotten first. */
  private static final int MOST = 10_000;

  private final AtomicInteger references = new AtomicInteger(ThreadLocalRandom.current().nextInt());
  private final Map<String, Progress> kept = new LinkedHashMap<>();

  /** How far a message is. For one thread at a time. */
  static final class Progress {
    private final Parts parts;
    private final int reference;
    private final List<@Nullable String> ids = new ArrayList<>();

    private Progress(Parts parts, int reference) {
      this.parts = parts;
      this.reference = reference;
    }

    boolean isComplete() {
      return ids.size() == parts.count();
    }

    /** The part that is to be sent now. */
    Parts.Part next() {
      return parts.part(ids.size(), reference);
    }

    /** @param id what the operator calls the part; null if it does not say */
    void taken(@Nullable String id) {
      ids.add(id);
    }

    /**
     * What the operator calls the parts.
     *
     * @param ours stands for those without, as a message that was taken has an id; no receipt can name it
     */
    List<String> ids(String ours) {
      return ids.stream().map(id -> id == null ? ours : id).distinct().toList();
    }
  }

  /** Where to go on with a message. */
  synchronized Progress of(String message, Parts parts) {
    Progress known = kept.remove(message);
    return known != null && known.parts.equals(parts) ? known : new Progress(parts, references.incrementAndGet());
  }

  synchronized void keep(String message, Progress progress) {
    if (progress.ids.isEmpty()) {
      return;
    }
    kept.put(message, progress);
    if (kept.size() > MOST) {
      kept.remove(kept.keySet().iterator().next());
    }
  }
}
