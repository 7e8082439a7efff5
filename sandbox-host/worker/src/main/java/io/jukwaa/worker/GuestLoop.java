package io.jukwaa.worker;

import io.jukwaa.frame.Frame.Answer;
import io.jukwaa.frame.Frame.Ended;
import io.jukwaa.frame.Frame.Ending;
import io.jukwaa.frame.Frame.Load;
import io.jukwaa.frame.Frame.Rehearse;
import io.jukwaa.frame.Frame.Rehearsed;
import io.jukwaa.frame.Frame.Slow;
import io.jukwaa.frame.Frame.Start;
import io.jukwaa.frame.Frame.Stop;
import io.jukwaa.frame.Frame.ToWorker;
import io.jukwaa.frame.Frame.Usage;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.jspecify.annotations.Nullable;

/**
 * What the guest thread does: takes what happens one by one, and lets the run it concerns go on until it waits.
 *
 * <p>Many runs are in progress at once, each in a realm of its own; while one waits for an answer, others go on. All
 * methods but {@link #offer} belong to the guest thread.
 */
final class GuestLoop implements GuestRun.Timers, Watchdog.Listener {
  private record Timer(long due, GuestRun run, int id) implements Comparable<Timer> {
    @Override
    public int compareTo(Timer other) {
      return Long.compare(due, other.due);
    }
  }

  /** How long a run waits for a realm that another run has before one more is made for it. */
  private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

  private static final int UNSTOPPABLE_EXIT = 4;

  private record Waiting(Start start, long since) {}

  private final LinkedBlockingQueue<ToWorker> arrived = new LinkedBlockingQueue<>();
  private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
  private final PriorityQueue<Timer> timers = new PriorityQueue<>();
  private record LoadedApp(Source source, Map<String, String> config) {}

  private final Map<String, LoadedApp> apps = new HashMap<>();
  private final Map<Long, GuestRun> runs = new HashMap<>();
  private final RealmPool realms;
  private final Rehearsal rehearsal;
  private boolean rehearsing;
  private final HostPipe pipe;
  private final Watchdog watchdog;
  private final Heap heap = new Heap();

  GuestLoop(RealmPool realms, HostPipe pipe) {
    this.realms = realms;
    this.rehearsal = new Rehearsal(realms);
    this.pipe = pipe;
    this.watchdog = new Watchdog(heap, this);
  }

  /** From the thread that reads: what the host sent. */
  void offer(ToWorker frame) {
    if (!(frame instanceof Stop stop) || !watchdog.stop(stop.run(), stop.limit())) {
      arrived.add(frame);
    }
  }

  /**
   * Makes the calling thread the guest thread, until it comes last for what a guest did with it; then another thread
   * must go on.
   */
  void work() throws IOException, InterruptedException {
    watchdog.guard(Thread.currentThread());
    while (!watchdog.isSlow()) {
      ToWorker frame = arrived.poll();
      if (frame == null) {
        pipe.flush();
        frame = arrived.poll(useIdleTime() ? 0 : nanosToNextEvent(), TimeUnit.NANOSECONDS);
      }
      if (frame != null) {
        handle(frame);
      }
      fireTimers();
      beginWaiting();
    }
  }

  /**
   * Makes one realm ready, for a run that has waited, or for the next one while none is in progress: the answer a run
   * waits for may arrive any moment. Without a tenant yet, rehearses. False if there was nothing to do.
   */
  private boolean useIdleTime() {
    boolean awaited = !waiting.isEmpty() && System.nanoTime() - waiting.element().since() >= PATIENCE_NANOS;
    if (realms.shouldGrow(awaited) && (awaited || runs.isEmpty())) {
      watchdog.comeLast(); // what an app has broken is mended when others have nothing to do
      realms.grow();
      return true;
    }
    return rehearsing && apps.isEmpty() && rehearse();
  }

  /** Until something arrives: a piece is all that it waits for. */
  private boolean rehearse() {
    watchdog.comeLast();
    while (arrived.isEmpty() && rehearsal.hasMore()) {
      rehearsal.holdNext();
    }
    if (!rehearsal.hasMore()) {
      rehearsing = false;
      pipe.write(new Rehearsed());
    }
    return true;
  }

  @Override
  public void start(GuestRun run, int timer, long milliseconds) {
    timers.add(new Timer(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(milliseconds), run, timer));
  }

  private long nanosToNextEvent() {
    long now = System.nanoTime();
    long nanos = timers.isEmpty() ? Long.MAX_VALUE : timers.element().due() - now;
    if (!waiting.isEmpty() && realms.nextGrowth() != Long.MAX_VALUE) {
      long patience = waiting.element().since() + PATIENCE_NANOS - now;
      nanos = Math.min(nanos, Math.max(patience, realms.nextGrowth() - now));
    }
    return Math.max(0, nanos);
  }

  private void fireTimers() {
    while (!timers.isEmpty() && timers.element().due() <= System.nanoTime()) {
      Timer timer = timers.remove();
      if (runs.get(timer.run().id()) == timer.run()) {
        proceed(timer.run(), () -> timer.run().realm().fire(timer.id()));
      }
    }
  }

  private void handle(ToWorker frame) {
    switch (frame) {
      case Load load -> apps.put(load.app(),
          new LoadedApp(Source.newBuilder("js", load.source(), load.name()).buildLiteral(), load.config()));
      case Start start -> {
        realms.use(Lengths.of(start.budget()));
        waiting.add(new Waiting(start, System.nanoTime()));
      }
      case Answer answer -> {
        GuestRun run = runs.get(answer.run());
        if (run != null) {
          proceed(run, () -> run.realm().reply(answer.request(), answer.json()));
        }
      }
      case Stop stop -> stop(stop);
      case Rehearse rehearse -> rehearsing = rehearse.begin();
    }
  }

  private void stop(Stop stop) {
    GuestRun run = runs.get(stop.run());
    if (run != null) {
      run.stop(stop.limit());
      end(run, Ending.STOPPED, stop.limit(), "", false);
    } else if (waiting.removeIf(entry -> entry.start().run() == stop.run())) {
      pipe.write(new Ended(stop.run(), Ending.STOPPED, stop.limit(), "", new Usage(0, 0, 0, 0), false));
    }
  }

  /**
   * Begins as many waiting runs as there are realms. Realms in use are waited for rather than more of them made: making
   * one takes as long as hundreds of messages do.
   */
  private void beginWaiting() {
    while (!waiting.isEmpty() && (realms.hasReady() || runs.isEmpty())) {
      begin(waiting.remove().start(), realms.take());
    }
  }

  private void begin(Start start, GuestRealm realm) {
    LoadedApp app = apps.get(start.app());
    GuestRun run = new GuestRun(start, app == null ? Map.of() : app.config(), realm, pipe::write, this);
    runs.put(run.id(), run);
    if (app == null) {
      end(run, Ending.FAILED, "app not loaded: " + start.app(), "", true);
      return;
    }
    proceed(run, () -> {
      run.realm().begin(app.source(), run);
      return run.realm().deliver(start.handler(), start.json());
    });
  }

  /** One call into the guest, and whatever the guest has to do at once because of it. */
  private void proceed(GuestRun run, Supplier<GuestRealm.State> call) {
    GuestRealm.State state = guarded(run, call);
    while (state == GuestRealm.State.BUSY) {
      state = guarded(run, run.realm()::turn);
    }
    if (state == GuestRealm.State.ENDED) {
      end(run, Ending.COMPLETED, "", "", false);
    } else if (state == GuestRealm.State.IDLE) {
      end(run, Ending.STALLED, "the app has nothing left to do and has not called done", "", false);
    }
  }

  /** The state after the call; null if the run was ended because of it. */
  private GuestRealm.@Nullable State guarded(GuestRun run, Supplier<GuestRealm.State> call) {
    GuestRealm.State state = null;
    GuestError error = null;
    watchdog.enter(run);
    try {
      state = call.get();
    } catch (PolyglotException e) {
      error = GuestError.of(e);
    } catch (IllegalStateException | StackOverflowError e) {
      error = new GuestError("the sandbox failed", "", run.breached() == null);
    } finally {
      watchdog.leave();
    }
    String breached = run.breached();
    if (breached != null) {
      end(run, Ending.STOPPED, breached, error == null ? "" : error.stack(), error != null && error.internal());
      return null;
    }
    if (error != null) {
      end(run, Ending.FAILED, error.message(), error.stack(), error.internal());
      return null;
    }
    return state;
  }

  /** The guest thread is lost to a run that nothing stops, and the process with it: the host is told which run it was. */
  @Override
  public void unstoppable(GuestRun run) {
    try {
      pipe.write(new Ended(run.id(), Ending.UNSTOPPABLE,
          run.breached() + "; went on until " + run.usage().cpuNanos() / 1_000_000, "", run.usage(), true));
      pipe.flush();
    } catch (IOException e) {
      // The host is gone, and so are we.
    }
    Runtime.getRuntime().halt(UNSTOPPABLE_EXIT);
  }

  @Override
  public void slow(int thread) {
    try {
      pipe.write(new Slow(thread));
      pipe.flush();
    } catch (IOException e) {
      // The host is gone, and so will we be.
    }
  }

  private void end(GuestRun run, Ending ending, String message, String stack, boolean discard) {
    runs.remove(run.id());
    if (ending == Ending.COMPLETED) {
      pipe.write(new Ended(run.id(), ending, message, stack, run.usage(), discard || heap.isTight()));
      realms.giveBack(run.realm());
      return;
    }
    realms.discard(run.realm());
    // What filled the heap went with the realm: collecting it takes a tenth of a second, another worker ten times that.
    pipe.write(new Ended(run.id(), ending, message, stack, run.usage(), discard || heap.isTightForGood()));
  }
}
