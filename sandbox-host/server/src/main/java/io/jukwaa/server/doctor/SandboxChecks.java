package io.jukwaa.server.doctor;

import io.jukwaa.confinement.Layer;
import io.jukwaa.message.Stamp;
import io.jukwaa.message.UserMessage;
import io.jukwaa.resource.App;
import io.jukwaa.resource.Caller;
import io.jukwaa.resource.Run;
import io.jukwaa.resource.Tenant;
import io.jukwaa.sandbox.Delivery;
import io.jukwaa.sandbox.Outcome;
import io.jukwaa.sandbox.Resources;
import io.jukwaa.sandbox.Sandbox;
import io.jukwaa.sandbox.SandboxSettings;
import io.jukwaa.sandbox.SandboxSettings.Compile;
import io.jukwaa.server.Host;
import io.jukwaa.store.AppLog;
import java.nio.file.Files;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Whether guests can be run here, how fast, and what keeps them in: a real worker runs a real message. */
public final class SandboxChecks {
  private static final String APP = "api.on_inbound_message = function() { this.done(); };";

  private SandboxChecks() {}

  public static List<Finding> all(SandboxSettings settings) {
    if (!Files.isDirectory(settings.workerDirectory().resolve("lib"))) {
      return List.of(Finding.fail("worker", "not built (expected: ./mvnw package)"));
    }
    SandboxSettings one = interpreted(settings);
    try (Sandbox sandbox = new Sandbox(one, new Resources(List.of(), new Silence()), () -> Host.stamp().id())) {
      long start = System.nanoTime();
      Outcome outcome = sandbox.run(caller(), Delivery.message(message().json()));
      long millis = (System.nanoTime() - start) / 1_000_000;
      Finding worker = outcome instanceof Outcome.Completed
          ? Finding.ok("worker", "started and ran a message in " + millis + " ms")
          : Finding.fail("worker", outcome + " (expected: a message that runs)");
      return List.of(worker, compiler(settings), confinement(sandbox.layers()));
    }
  }

  private static SandboxSettings interpreted(SandboxSettings settings) {
    return new SandboxSettings(settings.workerDirectory(), settings.moduleSets(), settings.cacheDirectory(),
        Compile.OFF, settings.heapMegabytes(), 0, settings.maxWorkers(), settings.runsPerWorker(), settings.idle(),
        settings.recycleAfter(), settings.osIsolation());
  }

  private static Caller caller() {
    Tenant tenant = new Tenant("doctor", false, 1, Set.of());
    App app = new App("doctor", "doctor", "doctor.js", APP, App.STANDARD_MODULES, Map.of(), Set.of(), false, Set.of());
    return new Caller(tenant, app, new NoRun());
  }

  private static UserMessage message() {
    return UserMessage.of(Map.of("from_addr", "doctor", "session_event", "new"), Host.stamp());
  }

  private static Finding compiler(SandboxSettings settings) {
    if (settings.compile() == Compile.OFF) {
      return Finding.warn("compiler", "off by sandbox.compile; guests are interpreted");
    }
    return Sandbox.canCompile(settings)
        ? Finding.ok("compiler", "the guest compiler works on this JDK")
        : Finding.warn("compiler", "guests are interpreted (expected: JDK 25.0.3, the one the compiler is made for)");
  }

  private static Finding confinement(Set<Layer> layers) {
    Set<Layer> missing = EnumSet.complementOf(EnumSet.copyOf(layers));
    String detail = "process of its own, environment without secrets"
        + (layers.isEmpty() ? "" : ", " + Layer.text(layers));
    return missing.isEmpty()
        ? Finding.ok("walls", detail)
        : Finding.warn("walls", detail + " (expected: " + Layer.text(missing) + " too)");
  }

  /** Nobody reads the log of the doctor's app. */
  private static final class Silence implements AppLog {
    @Override
    public void append(App app, int level, String text) {}

    @Override
    public long remove(App app, Predicate<String> text) {
      return 0;
    }

    @Override
    public List<Line> tail(App app, int limit) {
      return List.of();
    }
  }

  /** The doctor's app sends nothing. */
  private static final class NoRun implements Run {
    @Override
    public @Nullable UserMessage inbound() {
      return null;
    }

    @Override
    public void send(UserMessage message) {}

    @Override
    public Stamp replyStamp() {
      return Host.stamp();
    }

    @Override
    public Stamp sendStamp() {
      return replyStamp();
    }

    @Override
    public void inherit(UserMessage inbound) {}
  }
}
