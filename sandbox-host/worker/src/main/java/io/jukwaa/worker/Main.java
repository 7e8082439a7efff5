package io.jukwaa.worker;

import io.jukwaa.confinement.Confinement;
import io.jukwaa.confinement.Layer;
import io.jukwaa.frame.Frame;
import io.jukwaa.frame.Frame.ToWorker;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * A worker process: {@code Main MODULE_SET_DIRECTORY PRELOADED_NAMES confined|free}. Ends when the host closes its pipe.
 *
 * <p>Two threads: this one reads, the guest thread runs apps and writes. The reading thread never waits for the guest.
 */
public final class Main {
  private static final long GUEST_STACK_BYTES = 4L << 20;
  private static final int SPARE_REALMS = 1;

  private Main() {}

  /**
   * @param arguments folder of the module set; modules to load ahead, comma separated, may be empty; whether it confines
   *     itself
   * @throws IOException if the host's pipe breaks before the worker is ready
   */
  public static void main(String[] arguments) throws IOException {
    HostPipe pipe = HostPipe.open();
    Set<Layer> layers = arguments[2].equals("confined") ? Confinement.confineSelf() : Confinement.inForce();
    CompletableFuture<GuestLoop> loop = new CompletableFuture<>();
    Thread guest = new Thread(null, () -> runGuests(arguments, pipe, loop, Layer.text(layers)), "guest",
        GUEST_STACK_BYTES);
    guest.setDaemon(true);
    guest.start();
    read(pipe, loop.join());
  }

  private static void read(HostPipe pipe, GuestLoop loop) throws IOException {
    Frame frame = pipe.reader().read();
    while (frame instanceof ToWorker forUs) {
      loop.offer(forUs);
      frame = pipe.reader().read();
    }
  }

  private static void runGuests(String[] arguments, HostPipe pipe, CompletableFuture<GuestLoop> ready,
      String confinement) {
    try {
      ModuleSet modules = ModuleSet.read(Path.of(arguments[0]));
      GuestEngine engine = new GuestEngine();
      List<String> preloaded = arguments[1].isEmpty() ? List.of() : List.of(arguments[1].split(",", -1));
      RealmPool realms = new RealmPool(engine, modules, preloaded, SPARE_REALMS);
      realms.grow(true);
      pipe.write(new Frame.Ready(engine.description(), engine.isCompiling(), confinement));
      GuestLoop loop = new GuestLoop(realms, pipe);
      ready.complete(loop);
      loop.work();
    } catch (IOException | InterruptedException | RuntimeException e) {
      ready.completeExceptionally(e);
      e.printStackTrace();
      Runtime.getRuntime().halt(1);
    }
  }
}
