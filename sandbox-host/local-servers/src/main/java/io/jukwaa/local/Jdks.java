package io.jukwaa.local;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds a JDK where {@code ./jukwaa} looks for its own: JAVA_HOME, the java on the PATH, the usual folders. */
final class Jdks {
  private static final Pattern VERSION = Pattern.compile("JAVA_VERSION=\"?(\\d+)");
  private static final String FOLDERS = "JUKWAA_JDK_FOLDERS";

  private Jdks() {}

  /**
   * The folder of a JDK or JRE of exactly this feature version.
   *
   * @throws IllegalStateException if there is none, saying where it looked
   */
  static Path find(int feature) throws IOException {
    List<Path> candidates = candidates();
    for (Path candidate : candidates) {
      if (Files.isExecutable(candidate.resolve("bin/java")) && version(candidate) == feature) {
        return candidate;
      }
    }
    throw new IllegalStateException("JDK " + feature + ": not among " + candidates + " (expected: one for Cassandra,"
        + " which runs on no newer; Debian: apt-get install openjdk-17-jre-headless)");
  }

  private static List<Path> candidates() throws IOException {
    List<Path> candidates = new ArrayList<>();
    @Nullable
    String home = System.getenv("JAVA_HOME");
    if (home != null) {
      candidates.add(Path.of(home));
    }
    for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
      Path java = Path.of(folder, "java");
      if (Files.isExecutable(java)) {
        candidates.add(java.toRealPath().resolve("../..").normalize());
      }
    }
    String folders = System.getenv().getOrDefault(FOLDERS,
        "/usr/lib/jvm:" + System.getProperty("user.home")
            + "/.sdkman/candidates/java:/Library/Java/JavaVirtualMachines");
    for (String folder : folders.split(":", -1)) {
      if (Files.isDirectory(Path.of(folder))) {
        try (Stream<Path> inside = Files.list(Path.of(folder))) {
          inside.sorted().forEach(found -> candidates.addAll(List.of(found, found.resolve("Contents/Home"))));
        }
      }
    }
    return candidates;
  }

  private static int version(Path jdk) throws IOException {
    Path release = jdk.resolve("release");
    Matcher version = VERSION.matcher(Files.isReadable(release) ? Files.readString(release) : "");
    return version.find() ? Integer.parseInt(version.group(1)) : 0;
  }
}
