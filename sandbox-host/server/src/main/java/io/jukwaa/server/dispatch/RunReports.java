package io.jukwaa.server.dispatch;

import io.jukwaa.frame.Frame.Usage;
import io.jukwaa.message.Stamp;
import io.jukwaa.resource.App;
import io.jukwaa.sandbox.Outcome;
import io.jukwaa.server.metrics.HostMetrics;
import io.jukwaa.store.AppLog;
import io.jukwaa.store.UsageStore;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Says how runs ended: to metrics, the tenant's usage and, if something is wrong, the app's log. Thread-safe. */
record RunReports(HostMetrics metrics, UsageStore usage, AppLog appLog, Supplier<Stamp> stamps) {
  /** @param id of the message or event that the app was run for */
  void ran(App app, String id, Outcome outcome, Duration took) {
    metrics.ran(app.tenant(), outcome, took);
    if (!(outcome instanceof Outcome.NotRun)) {
      record(app, outcome);
    }
    String trouble = trouble(outcome);
    if (trouble != null) {
      failed(app, id, trouble, outcome instanceof Outcome.Failed failed ? failed.stack() : "");
    }
  }

  /** Why a run was not completed; null if it was. */
  static @Nullable String trouble(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Completed _ -> null;
      case Outcome.Failed failed -> failed.message();
      case Outcome.Stopped stopped -> "stopped: " + stopped.limit();
      case Outcome.Killed killed -> "stopped with its worker: " + killed.limit();
      case Outcome.Lost lost -> "lost: " + lost.reason();
      case Outcome.NotRun not -> "not run: " + not.reason();
    };
  }

  private void record(App app, Outcome outcome) {
    boolean stopped = outcome instanceof Outcome.Stopped || outcome instanceof Outcome.Killed;
    Usage used = outcome.usage();
    Instant now = stamps.get().time();
    usage.add(app.tenant(), now, new UsageStore.Hour(now, 1, stopped ? 1 : 0, used.cpuNanos(), used.allocatedBytes(),
        used.requests(), used.outputBytes()));
  }

  void failed(App app, String id, String message, String stack) {
    appLog.append(app, AppLog.ERROR, "message " + id + ": " + message + (stack.isEmpty() ? "" : "\n" + stack));
  }
}
