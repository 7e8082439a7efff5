package io.jukwaa.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.graalvm.polyglot.Source;
import org.jspecify.annotations.Nullable;

/**
 * The modules apps may require, as {@code build.mjs} laid them out: their code, and who gets what for which request.
 *
 * <p>Each module is one {@link Source}, so every realm of the engine shares its parsed code. Its text is read when it is
 * first asked for: a set has hundreds of modules, an app needs a few. Guest thread only.
 */
final class ModuleSet {
  /** Asks {@link #resolve} for a name an app may require. */
  static final int ENTRY = -1;
  /** Asks {@link #resolve} for a variable every module sees. */
  static final int GLOBAL = -2;
  static final int NONE = -1;

  private static final int MENTIONS_BUFFER = 1;
  private static final int MENTIONS_PROCESS = 2;
  private static final String SCOPE = "(function (exports, require, module, __filename, __dirname, global, process, Buffer,"
      + " setTimeout, clearTimeout, setInterval, clearInterval, setImmediate, clearImmediate, console, __randomBytes) {";

  private static final class Module {
    private final Path file;
    private final String name;
    private @Nullable Source source;
    private int mentions;

    Module(Path file, String name) {
      this.file = file;
      this.name = name;
    }

    Source source() {
      if (source == null) {
        source = read();
      }
      return source;
    }

    int mentions() {
      source();
      return mentions;
    }

    private Source read() {
      try {
        String text = Files.readString(file);
        mentions = (text.contains("Buffer") ? MENTIONS_BUFFER : 0) | (text.contains("process") ? MENTIONS_PROCESS : 0);
        String body = name.endsWith(".json") ? "module.exports = " + text + ";" : text;
        return Source.newBuilder("js", SCOPE + body + "\n})", name).buildLiteral();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private final List<Module> modules = new ArrayList<>();
  /** Copies of a package in several places are modules of their own that share their code. */
  private final Map<Path, Module> files = new HashMap<>();
  private final Map<Integer, Map<String, Integer>> requests = new HashMap<>();

  private ModuleSet() {}

  /**
   * Reads a module set.
   *
   * @param directory holds {@code index.txt} and the files it names
   * @throws IOException if the index is missing or has a line that is none of its kinds
   */
  static ModuleSet read(Path directory) throws IOException {
    ModuleSet set = new ModuleSet();
    for (String line : Files.readAllLines(directory.resolve("index.txt"))) {
      set.add(directory, line.split("\t", -1));
    }
    return set;
  }

  private void add(Path directory, String[] fields) throws IOException {
    switch (fields[0]) {
      case "module" -> addModule(Integer.parseInt(fields[1]), directory.resolve(fields[2]), fields[3]);
      case "require" -> addRequest(Integer.parseInt(fields[1]), fields[2], Integer.parseInt(fields[3]));
      case "entry" -> addRequest(ENTRY, fields[1], Integer.parseInt(fields[2]));
      case "global" -> addRequest(GLOBAL, fields[1], Integer.parseInt(fields[2]));
      case "package" -> {
        // Licences are for people.
      }
      default ->
        throw new IOException("index.txt: " + fields[0] + " (expected: module, require, entry, global, package)");
    }
  }

  private void addModule(int id, Path file, String name) throws IOException {
    if (id != modules.size() + 1) {
      throw new IOException("index.txt: module " + id + " (expected: " + (modules.size() + 1) + ")");
    }
    modules.add(files.computeIfAbsent(file, _ -> new Module(file, name)));
  }

  private void addRequest(int asking, String request, int target) {
    requests.computeIfAbsent(asking, _ -> new HashMap<>()).put(request, target);
  }

  /** The module that {@code asking} gets for {@code request}; {@link #NONE} if it gets nothing. */
  int resolve(int asking, String request) {
    return requests.getOrDefault(asking, Map.of()).getOrDefault(request, NONE);
  }

  /** The modules that loading one may load, itself included; none if the set has none of this name. */
  Set<Integer> reachable(String entry) {
    Set<Integer> found = new LinkedHashSet<>();
    Deque<Integer> open = new ArrayDeque<>(List.of(resolve(ENTRY, entry)));
    while (!open.isEmpty()) {
      int id = open.remove();
      if (id != NONE && found.add(id)) {
        open.addAll(requests.getOrDefault(id, Map.of()).values());
      }
    }
    return found;
  }

  /** The module's code as an expression: a function of the variables of its scope. */
  Source source(int id) {
    return modules.get(id - 1).source();
  }

  /** Which costly variables of its scope the module's text mentions at all: 1 Buffer, 2 process, 3 both. */
  int mentions(int id) {
    return modules.get(id - 1).mentions();
  }
}
