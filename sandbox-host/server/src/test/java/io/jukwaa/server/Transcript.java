package io.jukwaa.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jukwaa.resource.App;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What an app and its users say to each other, and what that leaves behind, in a file of {@code example-apps/}.
 *
 * <p>{@code app} is a path below the packages of a module set, or {@code helper:} and a file of {@code helper-apps/}.
 * {@code sets} are the module sets it runs on, {@code config} what {@code --config} takes, {@code web} what
 * {@link StubWeb} takes. Each of {@code conversations} has a {@code name}, the {@code gateways} that carry it
 * ({@code json} if it names none), {@code at}, the state its user is in beforehand, {@code fixtures}, the {@code steps},
 * and what must be there afterwards: {@code contacts}, {@code kv} and {@code log} at least; {@code requests} and
 * {@code metrics} exactly, metrics in any order. A step is an {@code input}, null to dial, with the {@code screen} that
 * must come back (or its start, {@code starts}), the user's {@code state} after it and whether it is the {@code end} of
 * the session; or an {@code event}. {@code ${from}} stands for the user's address.
 */
record Transcript(String name, JsonNode json) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path FILES = Path.of("src/test/resources");

  /** One conversation over one gateway, with an address nobody else has. */
  record Call(String gateway, String from, JsonNode conversation) {
    String name() {
      return conversation.get("name").textValue() + ", over " + gateway;
    }
  }

  static List<Transcript> all() {
    try (Stream<Path> files = Files.list(FILES.resolve("example-apps"))) {
      return files.sorted().map(file -> new Transcript(file.getFileName().toString().replace(".json", ""), read(file)))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonNode read(Path file) {
    try {
      return JSON.readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The file of an app. Published packages with their examples are not in our own set: they are taken from beside it.
   *
   * @param sets the folder of all module sets
   */
  static Path app(String app, Path sets, String set) {
    return app.startsWith("helper:")
        ? FILES.resolve("helper-apps").resolve(app.substring("helper:".length())).toAbsolutePath()
        : sets.resolve(set.equals(App.STANDARD_MODULES) ? "vumigo-0.3" : set).resolve("node_modules").resolve(app);
  }

  boolean runsOn(String set) {
    return JsonSubset.hasOne(json.get("sets"), JSON.getNodeFactory().textNode(set));
  }

  /** The key under which the toolkit keeps a user. */
  String user(String from) {
    return "users." + json.at("/config/config/name").textValue() + "." + from;
  }

  List<Call> calls() {
    List<Call> calls = new ArrayList<>();
    json.get("conversations").forEach(conversation -> {
      JsonNode gateways = conversation.path("gateways");
      for (int i = 0; i < Math.max(1, gateways.size()); i++) {
        calls.add(call(gateways.path(i).asText("json"), conversation, calls.size()));
      }
    });
    return calls;
  }

  private Call call(String gateway, JsonNode conversation, int number) {
    String from = "+2778%07d".formatted(Math.floorMod(name.hashCode(), 100_000) * 100 + number);
    try {
      return new Call(gateway, from, JSON.readTree(conversation.toString().replace("${from}", from)));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
