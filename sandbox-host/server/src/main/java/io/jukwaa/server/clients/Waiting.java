package io.jukwaa.server.clients;

import io.jukwaa.server.dispatch.HostRun;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Runs of this host in which a phone waits for what a client will say. Thread-safe. */
public final class Waiting {
  private final Map<Key, HostRun> runs = new ConcurrentHashMap<>();

  private record Key(String app, String messageId) {}

  /** Lets a client answer, and waits until one has or the phone does not wait any more. */
  public void await(String app, String messageId, HostRun run, Runnable told) {
    Key key = new Key(app, messageId);
    runs.put(key, run);
    try {
      told.run();
      run.heard().toCompletableFuture().join();
    } finally {
      runs.remove(key, run);
    }
  }

  /** The run to answer, for one caller alone; null if there is none. */
  @Nullable
  HostRun take(String app, String messageId) {
    HostRun run = runs.remove(new Key(app, messageId));
    return run != null && run.isAwaited() ? run : null;
  }

  /** Lets another caller answer, as the one that took it could not. */
  void giveBack(String app, String messageId, HostRun run) {
    Key key = new Key(app, messageId);
    runs.putIfAbsent(key, run);
    var _ = run.heard().thenRun(() -> runs.remove(key, run));
  }
}
