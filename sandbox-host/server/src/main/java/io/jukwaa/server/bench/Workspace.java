package io.jukwaa.server.bench;

import io.jukwaa.server.Installation;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A temporary folder for a measurement: the scripts of the Node sides, the app and the data of hosts. It lies on a disk,
 * never in memory, because a durable store is part of what is measured. Gone when closed.
 */
public final class Workspace implements AutoCloseable {
  private static final List<String> FILES = List.of("app.js", "conversation.json", "api.cjs", "runner.cjs",
      "resources.mjs", "side.mjs", "processes.mjs", "in-process.mjs", "news.js");
  private static final Set<String> IN_MEMORY = Set.of("tmpfs", "ramfs");

  private final Path folder;

  private Workspace(Path folder) {
    this.folder = folder;
  }

  /** Makes one in the folder for temporary files, or in the installation if that one is in memory. */
  public static Workspace open(Installation installation) {
    try {
      Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
      Path parent = isOnDisk(temporary)
          ? temporary
          : Files.createDirectories(installation.home().resolve("target"));
      Workspace workspace = new Workspace(Files.createTempDirectory(parent, "jukwaa-bench"));
      for (String file : FILES) {
        try (InputStream content = Objects.requireNonNull(Workspace.class.getResourceAsStream(file))) {
          Files.copy(content, workspace.file(file));
        }
      }
      return workspace;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Path file(String name) {
    return folder.resolve(name);
  }

  /** A fresh folder. */
  public Path folder(String name) {
    try {
      return Files.createTempDirectory(folder, name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The kind of file system, for example {@code ext4}. */
  String fileSystem() {
    try {
      return Files.getFileStore(folder).type();
    } catch (IOException e) {
      return "unknown";
    }
  }

  @Override
  public void close() {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isOnDisk(Path folder) throws IOException {
    return !IN_MEMORY.contains(Files.getFileStore(folder).type());
  }
}
