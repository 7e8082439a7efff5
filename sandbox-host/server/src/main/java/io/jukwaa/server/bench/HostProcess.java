package io.jukwaa.server.bench;

import io.jukwaa.server.Installation;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code ./jukwaa serve} in a process of its own, as an operator starts it. */
final class HostProcess implements AutoCloseable {
  private static final Pattern LISTENS = Pattern.compile("^jukwaa listens on http://[^ ]*:(\\d+) ");

  private final Process process;
  private final int port;

  /** Starts it and waits until it listens. */
  HostProcess(Installation installation, Path config, Path data) {
    ProcessBuilder builder = new ProcessBuilder(installation.home().resolve("jukwaa").toString(), "serve", "--config",
        config.toString(), "--port", "0", "--data", data.toString()).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().put("JUKWAA_SKIP_BUILD", "1");
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
    try {
      port = portOf(output);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
    Thread.ofVirtual().name("host-output").start(() -> output.lines().forEach(line -> {})); // a full pipe would stop it
  }

  int port() {
    return port;
  }

  ProcessTree tree() {
    return new ProcessTree(process.toHandle());
  }

  @Override
  public void close() {
    Processes.end(process);
  }

  private static int portOf(BufferedReader output) {
    try {
      String line = output.readLine();
      while (line != null) {
        Matcher listens = LISTENS.matcher(line);
        if (listens.find()) {
          return Integer.parseInt(listens.group(1));
        }
        line = output.readLine();
      }
      throw new BenchException("the host did not start (expected: it listens, see above)");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
