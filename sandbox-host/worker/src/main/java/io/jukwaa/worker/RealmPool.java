package io.jukwaa.worker;

import java.util.ArrayDeque;
import java.util.List;

/** Realms made ready while there is nothing else to do. Guest thread only. */
final class RealmPool {
  /** Realms kept beside those in use. */
  private static final int KEPT = 8;

  private final GuestEngine engine;
  private final ModuleSet modules;
  private final List<String> preloaded;
  private final int spares;
  private boolean keeping = true;
  private final ArrayDeque<GuestRealm> ready = new ArrayDeque<>();

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

  /** A realm no message has been in. */
  GuestRealm take() {
    GuestRealm realm = ready.poll();
    return realm == null ? create() : realm;
  }

  /** The run that had the realm completed: the realm is set back and used again, which is what makes the next run fast. */
  void giveBack(GuestRealm realm) {
    if (ready.size() < KEPT && realm.restore()) {
      ready.addFirst(realm);
    } else {
      realm.close();
    }
  }

  /** Makes one realm ready; false if there was nothing to do. */
  boolean prepare() {
    if (ready.size() >= spares) {
      return false;
    }
    ready.add(create());
    return true;
  }

  /** One more realm. */
  GuestRealm create() {
    GuestRealm realm = new GuestRealm(engine, modules);
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
