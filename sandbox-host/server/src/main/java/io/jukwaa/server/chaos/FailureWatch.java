package io.jukwaa.server.chaos;

import io.jukwaa.resource.App;
import io.jukwaa.store.AppLog;
import io.jukwaa.store.StoreException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the app's log before it forgets: which messages the tenant is told that something went wrong with. */
final class FailureWatch implements AutoCloseable {
  private static final Pattern FAILED = Pattern.compile("message ([0-9a-f]{32}): ");
  private static final int MILLISECONDS = 500;

  private final AppLog log;
  private final App app;
  private final Set<String> failed = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
      Thread.ofPlatform().daemon().name("failure-watch").factory());

  FailureWatch(AppLog log, App app) {
    this.log = log;
    this.app = app;
    var _ = clock.scheduleWithFixedDelay(this::lookIfPossible, 0, MILLISECONDS, TimeUnit.MILLISECONDS);
  }

  /** Ids of the messages that a line has been about, up to now. */
  Set<String> failed() {
    look();
    return Set.copyOf(failed);
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }

  private void lookIfPossible() {
    try {
      look();
    } catch (StoreException e) {
      // It is killed now and then; the lines stay.
    }
  }

  private synchronized void look() {
    for (AppLog.Line line : log.tail(app, AppLog.KEPT)) {
      Matcher about = FAILED.matcher(line.text());
      if (about.lookingAt()) {
        failed.add(about.group(1));
      }
    }
  }
}
