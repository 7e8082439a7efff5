package io.jukwaa.worker;

import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.graalvm.polyglot.PolyglotException;

/**
 * The realms of this worker: used again and again, made while there is nothing else to do. Guest thread only.
 *
 * <p>Making a realm takes as long as tens of messages do, in a cold worker thousands. So after each the pool rests for
 * some multiple of that time, at most a moment: runs go on in the realms there are, and a burst does not keep the worker from them.
 *
 * <p>Modules that a run asked for are preloaded from then on: evaluating lodash takes three times as long as a message.
 */
final class RealmPool {
  private static final int REST = 4;
  private static final long LONGEST_REST_NANOS = 300_000_000;
  /** What a realm and the state it is set back to take, measured at 1.3 MB, and what a run in it may keep. */
  private static final long BYTES_PER_REALM = 4L << 20;
  private static final long BYTES_WITHOUT_REALMS = 32L << 20;
  private static final int MOST = Math.clamp(
      (Runtime.getRuntime().maxMemory() - BYTES_WITHOUT_REALMS) / BYTES_PER_REALM,
      4, 64);

  private final GuestEngine engine;
  private final ModuleSet modules;
  private final Set<String> preloaded;
  private final int spares;
  private final ArrayDeque<GuestRealm> ready = new ArrayDeque<>();
  /** Set back, but without a module that is preloaded by now. */
  private final ArrayDeque<GuestRealm> outdated = new ArrayDeque<>();
  private Lengths lengths = Lengths.STANDARD;
  private boolean keeping = true;
  private int there;
  private long nextGrowth = System.nanoTime();

  /**
   * @param preloaded modules loaded before an app asks for them
   * @param spares how many realms to keep ready
   */
  RealmPool(GuestEngine engine, ModuleSet modules, List<String> preloaded, int spares) {
    this.engine = engine;
    this.modules = modules;
    this.preloaded = new LinkedHashSet<>(preloaded);
    this.spares = spares;
  }

  boolean hasReady() {
    return !ready.isEmpty();
  }

  /** From now on realms are made for these; ready ones for others are of no use. */
  void use(Lengths wanted) {
    if (wanted.equals(lengths)) {
      return;
    }
    lengths = wanted;
    ready.addAll(outdated);
    outdated.clear();
    while (!ready.isEmpty()) {
      discard(ready.remove());
    }
  }

  /** A realm that is as if no message had been in it. */
  GuestRealm take() {
    GuestRealm realm = ready.poll();
    return realm == null ? another() : realm;
  }

  /** The run that had the realm completed: the realm is set back and used again, which is what makes the next run fast. */
  void giveBack(GuestRealm realm) {
    preloaded.addAll(realm.asked());
    setBack(realm);
  }

  /** The modules that loading one may load. */
  Set<Integer> modules(String entry) {
    return modules.reachable(entry);
  }

  /** Does something that leaves nothing behind in a realm, if there is one. */
  void peek(Consumer<GuestRealm> act) {
    GuestRealm realm = ready.peek();
    try {
      if (realm != null) {
        act.accept(realm);
      }
    } catch (PolyglotException e) {
      // Whoever needs it gets to know.
    }
  }

  /** Does something that is no run in a realm, which is set back then; what fails there is forgotten. */
  void tryOut(Consumer<GuestRealm> act) {
    GuestRealm realm = take();
    try {
      act.accept(realm);
      setBack(realm);
    } catch (PolyglotException e) {
      discard(realm);
    }
  }

  private void setBack(GuestRealm realm) {
    boolean clean = realm.lengths().equals(lengths) && realm.restore();
    if (!clean) {
      discard(realm);
    } else if (realm.hasPreloaded(preloaded)) {
      ready.addFirst(realm);
    } else {
      outdated.add(realm);
    }
  }

  /** The realm is of no more use. */
  void discard(GuestRealm realm) {
    there--;
    realm.close();
  }

  /**
   * Whether it is worth to make one more realm ready now.
   *
   * @param awaited whether a run waits for one
   */
  boolean shouldGrow(boolean awaited) {
    return (awaited || ready.size() < spares) && canGrow() && System.nanoTime() - nextGrowth >= 0;
  }

  /** Makes one more realm ready. */
  void grow() {
    long before = System.nanoTime();
    ready.add(another());
    long after = System.nanoTime();
    nextGrowth = after + Math.min(REST * (after - before), LONGEST_REST_NANOS);
  }

  /** When it should grow again at the earliest, as {@link System#nanoTime} counts. */
  long nextGrowth() {
    return canGrow() ? nextGrowth : Long.MAX_VALUE;
  }

  private boolean canGrow() {
    return there < MOST || !outdated.isEmpty();
  }

  /** One that has to be prepared: an outdated one, which takes less time, or a new one. */
  private GuestRealm another() {
    GuestRealm realm = outdated.poll();
    if (realm == null) {
      realm = new GuestRealm(engine, modules, lengths);
      there++;
    }
    preload(realm);
    keep(realm);
    return realm;
  }

  private void preload(GuestRealm realm) {
    for (String name : preloaded) {
      try {
        realm.preload(name);
      } catch (PolyglotException e) {
        // Whoever asks for it gets to know.
      }
    }
  }

  /** A realm that cannot be set back is used once: slow, but as clean. */
  private void keep(GuestRealm realm) {
    if (!keeping) {
      return;
    }
    try {
      realm.keep();
    } catch (IllegalStateException e) {
      keeping = false;
      System.err.println("every message gets a new realm: " + e.getMessage());
    }
  }
}
