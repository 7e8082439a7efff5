package io.jukwaa.server.bench;

import io.jukwaa.message.Fields;
import io.jukwaa.server.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A side on Node: {@code side.mjs} sends itself messages and answers resources from memory, in the place of a host; no
 * HTTP, no disk. Its processor time is that of this process and of all it starts.
 */
final class NodeSide implements Side {
  private final String name;
  private final Process process;
  private final Writer input;
  private final BufferedReader output;

  /** @param modules the folder of the module set, with its {@code node_modules} */
  NodeSide(String name, Workspace workspace, Path modules) {
    this.name = name;
    try {
      process = new ProcessBuilder("node", workspace.file("side.mjs").toString(), name, modules.toString())
          .redirectError(ProcessBuilder.Redirect.INHERIT).start();
    } catch (IOException e) {
      throw new BenchException("node: " + e.getMessage() + " (expected: Node 20 or newer on the PATH)");
    }
    input = process.outputWriter(StandardCharsets.UTF_8);
    output = process.inputReader(StandardCharsets.UTF_8);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Sample measure(Duration time) {
    ProcessTree tree = new ProcessTree(process.toHandle());
    ProcessTree.Cpu before = tree.cpu();
    Fields result = Json.object(name, exchange(Json.text(Map.of("seconds", time.toMillis() / 1000.0))));
    ProcessTree.Cpu cpu = tree.cpu().minus(before);
    return new Sample(number(result, "wrong").longValue(), number(result, "seconds").doubleValue(),
        latencies(result), cpu);
  }

  @Override
  public void close() {
    Processes.end(process);
  }

  private String exchange(String line) {
    try {
      input.write(line + "\n");
      input.flush();
      String answer = output.readLine();
      if (answer == null) {
        throw new BenchException(name + ": ended by itself (expected: a line of figures, see above)");
      }
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Number number(Fields result, String field) {
    if (result.value(field) instanceof Number number) {
      return number;
    }
    throw new BenchException(field + ": " + result.value(field) + " (expected: a number)");
  }

  private static Latencies latencies(Fields result) {
    if (result.value("latencies") instanceof List<?> list) {
      return new Latencies(list.stream().mapToLong(micros -> ((Number) micros).longValue()).toArray(), list.size());
    }
    throw new BenchException("latencies: missing (expected: a list)");
  }
}
