package io.jukwaa.worker;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.Map;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.EnvironmentAccess;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.PolyglotAccess;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.io.IOAccess;

/**
 * The JavaScript engine of this worker and the settings every context of it has: all access denied by hand, every door
 * to the host's language shut. Parsed code is shared between its contexts.
 */
final class GuestEngine implements AutoCloseable {
  /**
   * What a guest does not get. Sandbox policy {@code CONSTRAINED} would refuse some of these options, so its own rules
   * are followed by hand; a test builds the access settings under it.
   */
  private static final Map<String, String> OPTIONS = Map.ofEntries(Map.entry("js.load", "false"),
      Map.entry("js.print", "false"), Map.entry("js.console", "false"), Map.entry("js.graal-builtin", "false"),
      Map.entry("js.polyglot-builtin", "false"), Map.entry("js.java-package-globals", "false"),
      Map.entry("js.shared-array-buffer", "false"), Map.entry("js.atomics", "false"),
      Map.entry("js.webassembly", "false"), Map.entry("js.performance", "false"),
      Map.entry("js.regexp-static-result", "false"), Map.entry("js.global-arguments", "false"),
      Map.entry("js.max-apply-argument-length", "65535"), Map.entry("js.stack-trace-limit", "16"),
      Map.entry("js.unhandled-rejections", "throw"), Map.entry("js.v8-compat", "true"));

  /** {@link HostAccess#NONE} alone would still make maps and lists of guest objects. */
  private static final HostAccess NOTHING = HostAccess.newBuilder(HostAccess.NONE).allowMutableTargetMappings().build();

  private final Engine engine;
  private final Source bridge;

  GuestEngine() {
    engine = Engine.newBuilder("js").option("engine.WarnInterpreterOnly", "false").build();
    bridge = Source.newBuilder("js", script("bridge.js"), "jukwaa/bridge.js").internal(true).buildLiteral();
  }

  /** Which run-time the engine has. */
  String description() {
    return engine.getImplementationName() + " " + engine.getVersion();
  }

  /** Whether guest code is compiled when it is hot. */
  boolean isCompiling() {
    return !"Interpreted".equals(engine.getImplementationName());
  }

  Source bridge() {
    return bridge;
  }

  /** A new context that can reach nothing outside itself. */
  Context createContext(Lengths lengths) {
    return access(Context.newBuilder("js")).engine(engine).allowExperimentalOptions(true).options(OPTIONS)
        .options(lengths.options()).build();
  }

  /** The access settings alone. */
  static Context.Builder access(Context.Builder builder) {
    return builder.allowHostAccess(NOTHING).allowPolyglotAccess(PolyglotAccess.NONE).allowIO(IOAccess.NONE)
        .allowEnvironmentAccess(EnvironmentAccess.NONE).allowCreateThread(false).allowCreateProcess(false)
        .allowNativeAccess(false).allowHostClassLoading(false).allowInnerContextOptions(false).allowValueSharing(false)
        .timeZone(ZoneOffset.UTC).in(InputStream.nullInputStream()).out(OutputStream.nullOutputStream())
        .err(OutputStream.nullOutputStream());
  }

  @Override
  public void close() {
    engine.close(true);
  }

  /** A script of ours, from beside this class. */
  static String script(String name) {
    try (InputStream text = GuestEngine.class.getResourceAsStream(name)) {
      if (text == null) {
        throw new IllegalStateException(name + " is missing from the worker");
      }
      return new String(text.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
