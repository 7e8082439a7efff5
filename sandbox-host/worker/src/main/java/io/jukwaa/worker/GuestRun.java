package io.jukwaa.worker;

import io.jukwaa.frame.Frame;
import io.jukwaa.frame.Frame.Budget;
import io.jukwaa.frame.Frame.Request;
import io.jukwaa.frame.Frame.Start;
import io.jukwaa.frame.Frame.Usage;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One run of an app and what it has used so far. Guest thread only, except {@link #breach} and {@link #breached}, which
 * the watchdog shares.
 */
final class GuestRun implements GuestRealm.Requests {
  private final long id;
  private final Budget budget;
  private final Map<String, String> config;
  private final GuestRealm realm;
  private final Consumer<Frame.ToHost> host;
  private final Timers timers;
  private long cpuNanos;
  private long allocatedBytes;
  private int requests;
  private long outputBytes;
  private volatile @Nullable String breached;

  /** Wakes runs. */
  interface Timers {
    void start(GuestRun run, int timer, long milliseconds);
  }

  GuestRun(Start start, Map<String, String> config, GuestRealm realm, Consumer<Frame.ToHost> host, Timers timers) {
    this.id = start.run();
    this.budget = start.budget();
    this.config = config;
    this.realm = realm;
    this.host = host;
    this.timers = timers;
  }

  long id() {
    return id;
  }

  GuestRealm realm() {
    return realm;
  }

  @Override
  public void request(int number, String command, String json) {
    requests++;
    outputBytes += command.length() + json.length();
    if (requests > budget.requests()) {
      breach("requests", requests, budget.requests());
    } else if (outputBytes > budget.outputBytes()) {
      breach("output bytes", outputBytes, budget.outputBytes());
    } else {
      host.accept(new Request(id, number, command, json));
    }
  }

  @Override
  public @Nullable String configured(String key) {
    return config.get(key);
  }

  @Override
  public void sleep(int timer, long milliseconds) {
    timers.start(this, timer, milliseconds);
  }

  /** CPU time of the calls that are over. */
  long cpuNanos() {
    return cpuNanos;
  }

  /** Adds what a call used and checks it. */
  void used(long cpu, long allocated) {
    cpuNanos += cpu;
    allocatedBytes += allocated;
    check(0, 0);
  }

  /** Whether the run, with what the present call has used so far, is over its budget; from any thread. */
  boolean check(long cpu, long allocated) {
    long cpuMillis = (cpuNanos + cpu) / 1_000_000;
    if (cpuMillis > budget.cpuMillis()) {
      breach("CPU milliseconds", cpuMillis, budget.cpuMillis());
    } else if (allocatedBytes + allocated > budget.allocatedBytes()) {
      breach("allocated bytes", allocatedBytes + allocated, budget.allocatedBytes());
    }
    return breached != null;
  }

  /** Notes the first limit that was exceeded; later ones are a consequence. */
  void breach(String limit, long used, long allowed) {
    stop(limit + ": " + used + " (limit: " + allowed + ")");
  }

  void stop(String reason) {
    if (breached == null) {
      breached = reason;
    }
  }

  /** What was exceeded; null if nothing was. */
  @Nullable
  String breached() {
    return breached;
  }

  Usage usage() {
    return new Usage(cpuNanos, allocatedBytes, requests, (int) Math.min(outputBytes, Integer.MAX_VALUE));
  }
}
