package io.jukwaa.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.OutputStream;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.SandboxPolicy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuestEngineTest {
  private final GuestEngine engine = new GuestEngine();

  @AfterEach
  void close() {
    engine.close();
  }

  /** The policy's own validation: it refuses to build a context that would let a guest out. */
  @Test
  void deniesWhatTheConstrainedPolicyWantsDenied() {
    Context.Builder builder = constrained(GuestEngine.access(Context.newBuilder("js")));
    try (Context context = builder.build()) {
      assertThat(context.eval("js", "1 + 1").asInt()).isEqualTo(2);
    }
  }

  @Test
  void wouldNoticeADoorLeftOpen() {
    Context.Builder open = constrained(GuestEngine.access(Context.newBuilder("js")).allowHostAccess(HostAccess.ALL));
    assertThatThrownBy(open::build).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("CONSTRAINED");
    Context.Builder processes = constrained(GuestEngine.access(Context.newBuilder("js")).allowCreateProcess(true));
    assertThatThrownBy(processes::build).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Java", "Packages", "java", "javax", "Polyglot", "Graal", "load", "loadWithNewGlobal",
      "print",
      "printErr", "console", "quit", "exit", "read", "readFully", "arguments", "WebAssembly", "SharedArrayBuffer",
      "Atomics", "performance", "importScripts"})
  void givesNoGlobalOfItsOwn(String name) {
    try (Context context = engine.createContext(Lengths.STANDARD)) {
      assertThat(context.eval("js", "typeof " + name).asString()).isEqualTo("undefined");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"import('fs')", "import('./x.js')", "import('/etc/passwd')"})
  void importsNothing(String expression) {
    try (Context context = engine.createContext(Lengths.STANDARD)) {
      context.eval("js", "var outcome = 'pending'; " + expression
          + ".then(function () { outcome = 'loaded'; }, function () { outcome = 'refused'; });");
      assertThat(context.eval("js", "outcome").asString()).isEqualTo("refused");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"'x'.repeat(1 << 24)", "new Uint8Array(1 << 28)", "new Array(1e9).join('xxxxxxxxxxxx')"})
  void refusesValuesBeyondAllMeasure(String expression) {
    try (Context context = engine.createContext(Lengths.STANDARD)) {
      assertThat(context.eval("js",
          "(function () { try { " + expression + "; return 'made'; } catch (e) { return e.name; } })()").asString())
          .isEqualTo("RangeError");
    }
  }

  /** What the policy asks for besides access: streams that are not the host's. */
  private static Context.Builder constrained(Context.Builder builder) {
    return builder.out(OutputStream.nullOutputStream()).err(OutputStream.nullOutputStream())
        .sandbox(SandboxPolicy.CONSTRAINED).option("engine.WarnInterpreterOnly", "false");
  }
}
