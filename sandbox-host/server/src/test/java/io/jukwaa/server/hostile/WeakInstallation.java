package io.jukwaa.server.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.jukwaa.server.Installation;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** A copy of what is built here, in hard links, into which mistakes are built. */
public record WeakInstallation(Path folder) implements AutoCloseable {
  private static final String CLASSES = "classes";
  private static final String VERSION = "-0.1.0-SNAPSHOT.jar";
  private static final List<String> PARTS = List.of("jukwaa", "sandbox-host/server/target/server/lib",
      "sandbox-host/worker/target/worker", "sandbox-host/worker/target/module-sets");

  /**
   * @param weaknesses each in a file of its own
   * @param parent gets a new folder; on the disk of what is built
   */
  public static WeakInstallation of(List<Weakness> weaknesses, Path home, Path parent) throws IOException {
    Path folder = Files.createTempDirectory(Files.createDirectories(parent), "host");
    for (String part : PARTS) {
      link(home, home.resolve(part), folder);
    }
    assertThat(weaknesses.stream().map(Weakness::file)).doesNotHaveDuplicates();
    for (Weakness weakness : weaknesses) {
      build(weakness, home, folder);
    }
    for (String module : weaknesses.stream().map(Weakness::module).distinct().toList()) {
      for (Path library : libraries(folder, "/" + module + VERSION)) {
        replace(library, folder.resolve(CLASSES, module));
      }
    }
    return new WeakInstallation(folder);
  }

  public Installation installation() {
    return Installation.at(folder);
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static void link(Path home, Path part, Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(part)) {
      for (Path file : files.toList()) {
        Path target = folder.resolve(home.relativize(file).toString());
        if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
          Files.createDirectories(target);
        } else {
          Files.createDirectories(target.getParent());
          Files.createLink(target, file.toRealPath());
        }
      }
    }
  }

  /** Makes the changed class or resource, in the folder of classes. */
  private static void build(Weakness weakness, Path home, Path folder) throws IOException {
    String text = Files.readString(home.resolve(weakness.file()));
    assertThat(text.split(Pattern.quote(weakness.right()), -1))
        .as("%s holds it once: %s", weakness.file(), weakness.right()).hasSize(2);
    String changed = text.replace(weakness.right(), weakness.wrong());
    String[] resource = weakness.file().split("/main/resources/", -1);
    Path target = resource.length == 2
        ? folder.resolve(CLASSES, weakness.module(), resource[1])
        : folder.resolve("changed").resolve(Path.of(weakness.file()).getFileName().toString());
    Files.createDirectories(folder.resolve(target).getParent());
    Files.writeString(target, changed);
    if (resource.length == 1) {
      compile(folder, target, folder.resolve(CLASSES, weakness.module()));
    }
  }

  private static void compile(Path folder, Path source, Path classes) throws IOException {
    Files.createDirectories(classes);
    String path = libraries(folder, ".jar").stream().map(Path::toString).collect(Collectors.joining(":"));
    int result = ToolProvider.getSystemJavaCompiler().run(null, null, System.err, "-proc:none", "-nowarn", "-d",
        classes.toString(), "-cp", path, source.toString());
    assertThat(result).as("the changed class compiles").isZero();
  }

  private static List<Path> libraries(Path folder, String ending) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> libraries = files.filter(file -> file.toString().endsWith(ending)).toList();
      assertThat(libraries).isNotEmpty();
      return libraries;
    }
  }

  private static void replace(Path library, Path classes) throws IOException {
    Path copy = Files.copy(library, library.resolveSibling("copy"));
    Files.move(copy, library, StandardCopyOption.REPLACE_EXISTING); // no longer the link, so the original stays
    try (FileSystem jar = FileSystems.newFileSystem(URI.create("jar:" + library.toUri()), Map.of());
        Stream<Path> files = Files.walk(classes).filter(Files::isRegularFile)) {
      for (Path file : files.toList()) {
        Path entry = jar.getPath(classes.relativize(file).toString());
        assertThat(entry).as("what is replaced").exists();
        Files.copy(file, entry, StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }
}
