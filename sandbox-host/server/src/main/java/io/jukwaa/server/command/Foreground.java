package io.jukwaa.server.command;

import io.jukwaa.server.Host;
import io.jukwaa.server.settings.Settings;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** Runs a host until the process is told to end, and says what the command has to say. */
final class Foreground {
  private final CommandSpec spec;

  /** @param spec what picocli injects into a command before it calls it */
  Foreground(@Nullable CommandSpec spec) {
    this.spec = Objects.requireNonNull(spec);
  }

  void print(String text) {
    spec.commandLine().getOut().println(text);
    spec.commandLine().getOut().flush();
  }

  /** For whoever watches, apart from what was asked for. */
  void note(String text) {
    spec.commandLine().getErr().println(text);
    spec.commandLine().getErr().flush();
  }

  /** Goes on in the line that whoever watches sees last. */
  void redraw(String text) {
    spec.commandLine().getErr().print(text);
    spec.commandLine().getErr().flush();
  }

  /** Where the host is found, also when it listens everywhere. */
  String url(Settings settings, int port) {
    String host = settings.server().host();
    String named = host.equals("0.0.0.0") || host.equals("::") ? "127.0.0.1" : host;
    return "http://" + (named.contains(":") ? "[" + named + "]" : named) + ":" + port;
  }

  /**
   * Starts the host, prints the text and waits; SIGTERM and SIGINT close the host and end the process.
   *
   * @param last done when the host is closed or did not start
   */
  int run(Host.Plan plan, Function<Host, String> text, Runnable last) {
    Host host = started(plan, last);
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("stop").unstarted(() -> {
      host.close();
      last.run();
    }));
    print(text.apply(host));
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return 0;
  }

  private static Host started(Host.Plan plan, Runnable last) {
    try {
      return new Host(plan);
    } catch (RuntimeException e) {
      last.run();
      throw e;
    }
  }
}
