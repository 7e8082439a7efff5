package io.jukwaa.worker;

import io.jukwaa.confinement.Confinement;
import io.jukwaa.confinement.Layer;
import io.jukwaa.confinement.Scheduling;
import io.jukwaa.frame.Frame;
import io.jukwaa.frame.Frame.ToWorker;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * A worker process: {@code Main MODULE_SET_DIRECTORY PRELOADED_NAMES confined|free|training behind|beside}. Ends when the host closes its pipe.
 *
 * <p>Two threads: this one reads, the guest thread runs apps and writes. The reading thread never waits for the guest.
 */
public final class Main {
  private static final long GUEST_STACK_BYTES = 4L << 20;
  private static final int SPARE_REALMS = 1;

  private Main() {}

  /**
   * @param arguments folder of the module set; modules to load ahead, comma separated, may be empty; whether it confines
   *     itself; {@code training} does not, as it writes the ahead-of-time cache, which shall have all that rehearsals use;
   *     {@code behind} if there are others with phones, for which this start makes room
   * @throws IOException if the host's pipe breaks before the worker is ready
   */
  public static void main(String[] arguments) throws IOException {
    HostPipe pipe = HostPipe.open();
    CompletableFuture<GuestLoop> loop = new CompletableFuture<>();
    Thread.ofPlatform().daemon().name("guests").start(() -> runGuests(arguments, pipe, loop));
    read(pipe, loop.join());
  }

  private static void read(HostPipe pipe, GuestLoop loop) throws IOException {
    Frame frame = pipe.reader().read();
    while (frame instanceof ToWorker forUs) {
      loop.offer(forUs);
      frame = pipe.reader().read();
    }
  }

  /**
   * Starts the threads that may come last, one for the start itself and one for guests, and a new one for guests whenever
   * one of them has been slow. A thread cannot be given back its priority, so this one does nothing else and keeps it.
   */
  private static void runGuests(String[] arguments, HostPipe pipe, CompletableFuture<GuestLoop> ready) {
    try {
      CompletableFuture<RealmPool> realms = new CompletableFuture<>();
      runOnThread("start", () -> realms.complete(prepare(arguments, pipe)));
      GuestLoop loop = new GuestLoop(realms.join(), pipe); // here, as its watchdog must not come last
      ready.complete(loop);
      while (true) {
        runOnThread("guest", loop::work);
      }
    } catch (InterruptedException | RuntimeException e) {
      ready.completeExceptionally(e);
      e.printStackTrace();
      Runtime.getRuntime().halt(1);
    }
  }

  private interface Task {
    void run() throws IOException, InterruptedException;
  }

  /** Blocks until it is done. A task that fails ends the process. */
  private static void runOnThread(String name, Task task) throws InterruptedException {
    Thread thread = new Thread(null, () -> {
      try {
        task.run();
      } catch (IOException | InterruptedException | RuntimeException e) {
        e.printStackTrace();
        Runtime.getRuntime().halt(1);
      }
    }, name, GUEST_STACK_BYTES);
    thread.setDaemon(true);
    thread.start();
    thread.join();
  }

  /** Takes most of a second of a core. */
  private static RealmPool prepare(String[] arguments, HostPipe pipe) throws IOException {
    if (arguments[3].equals("behind")) {
      Scheduling.comeLast();
    }
    Set<Layer> layers = arguments[2].equals("confined") ? Confinement.confineSelf() : Confinement.inForce();
    ModuleSet modules = ModuleSet.read(Path.of(arguments[0]));
    GuestEngine engine = new GuestEngine();
    List<String> preloaded = arguments[1].isEmpty() ? List.of() : List.of(arguments[1].split(",", -1));
    RealmPool realms = new RealmPool(engine, modules, preloaded, SPARE_REALMS);
    realms.grow();
    if (arguments[2].equals("training")) {
      new Rehearsal(realms).holdAll();
    }
    pipe.write(new Frame.Ready(engine.description(), engine.isCompiling(), Layer.text(layers)));
    pipe.flush();
    return realms;
  }
}
