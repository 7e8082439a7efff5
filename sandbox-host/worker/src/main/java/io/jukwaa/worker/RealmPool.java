package io.jukwaa.worker;

import java.util.ArrayDeque;
import java.util.List;

/**
 * The realms of this worker: used again and again, made while there is nothing else to do. Guest thread only.
 *
 * <p>Making a realm takes as long as tens of messages do, in a cold worker thousands. So after each the pool rests for
 * some multiple of that time, at most a moment: runs go on in the realms there are, and a burst does not keep the worker from them.
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
  private final List<String> preloaded;
  private final int spares;
  private final ArrayDeque<GuestRealm> ready = new ArrayDeque<>();
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
    this.preloaded = List.copyOf(preloaded);
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
    while (!ready.isEmpty()) {
      discard(ready.remove());
    }
  }

  /** A realm that is as if no message had been in it. */
  GuestRealm take() {
    GuestRealm realm = ready.poll();
    return realm == null ? create() : realm;
  }

  /** The run that had the realm completed: the realm is set back and used again, which is what makes the next run fast. */
  void giveBack(GuestRealm realm) {
    if (realm.lengths().equals(lengths) && realm.restore()) {
      ready.addFirst(realm);
    } else {
      discard(realm);
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
    return (awaited || ready.size() < spares) && there < MOST && System.nanoTime() - nextGrowth >= 0;
  }

  /** Makes one more realm ready. */
  void grow() {
    long before = System.nanoTime();
    ready.add(create());
    long after = System.nanoTime();
    nextGrowth = after + Math.min(REST * (after - before), LONGEST_REST_NANOS);
  }

  /** When it should grow again at the earliest, as {@link System#nanoTime} counts. */
  long nextGrowth() {
    return there >= MOST ? Long.MAX_VALUE : nextGrowth;
  }

  private GuestRealm create() {
    GuestRealm realm = new GuestRealm(engine, modules, lengths);
    there++;
    preloaded.forEach(realm::preload);
    keep(realm);
    return realm;
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
