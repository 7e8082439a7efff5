package io.jukwaa.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real launcher script, in a made-up installation with made-up JDKs that say what they were asked to run. */
class LauncherTest {
  private static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");

  @TempDir
  private Path folder;
  private Path home;
  private final Map<String, String> environment = new HashMap<>();

  /** @param errors standard error, where the launcher itself speaks */
  private record Outcome(int status, String output, String errors) {}

  @BeforeEach
  void install() throws Exception {
    home = folder.resolve("a home");
    Files.createDirectories(home.resolve("sandbox-host/server/src/main"));
    Files.copy(Path.of("../../jukwaa"), home.resolve("jukwaa"));
    Files.createDirectories(home.resolve(".mvn"));
    Files.writeString(home.resolve("pom.xml"), "<project/>");
    Files.writeString(home.resolve("sandbox-host/pom.xml"), "<project/>");
    Files.writeString(home.resolve("sandbox-host/server/src/main/A.java"), "class A {}");
    script(home.resolve("mvnw"), "echo \"built with $JAVA_HOME $*\"; mkdir -p sandbox-host/server/target/server/lib");
    script(folder.resolve("bin/node"), "echo v20.1.0");
    jdk(folder.resolve("path jdk"), "17.0.15");
    Files.createSymbolicLink(folder.resolve("bin/java"), folder.resolve("path jdk/bin/java"));
    environment.put("PATH", folder.resolve("bin") + ":/usr/bin:/bin");
    environment.put("HOME", folder.resolve("nobody").toString());
    environment.put("JUKWAA_JDK_FOLDERS", folder.resolve("jvm one") + ":" + folder.resolve("jvm two"));
  }

  @Test
  void takesTheJdkOfJavaHome() throws Exception {
    environment.put("JAVA_HOME", jdk(folder.resolve("mine"), "25.0.3").toString());
    jdk(folder.resolve("jvm one/other"), "25.0.3");
    assertThat(run("--version").output()).startsWith("java of " + folder.resolve("mine"));
  }

  @Test
  void takesTheJdkOnThePathThroughItsLinks() throws Exception {
    jdk(folder.resolve("path jdk"), "26");
    assertThat(run("--version").output()).startsWith("java of " + folder.resolve("path jdk"));
  }

  @Test
  void asksTheJavaOnThePathWhereItLives() throws Exception {
    Path real = jdk(folder.resolve("real"), "25.0.3");
    Files.delete(folder.resolve("bin/java"));
    script(folder.resolve("bin/java"), "echo '    java.home = " + real + "' >&2");
    assertThat(run("--version").output()).startsWith("java of " + real);
  }

  @Test
  void looksThroughTheUsualFoldersPastWhatDoesNotFit() throws Exception {
    environment.put("JAVA_HOME", jdk(folder.resolve("old"), "21.0.1").toString());
    Path runtime = jdk(folder.resolve("jvm one/jre-25"), "25.0.3");
    Files.delete(runtime.resolve("bin/javac"));
    jdk(folder.resolve("jvm one/jdk-8"), "1.8.0_402");
    jdk(folder.resolve("jvm two/jdk 25/Contents/Home"), "25.0.3");
    assertThat(run("--version").output()).startsWith("java of " + folder.resolve("jvm two/jdk 25/Contents/Home"));
  }

  @Test
  void readsTheVersionFromJavaItselfWithoutAReleaseFile() throws Exception {
    Path jdk = jdk(folder.resolve("jvm one/custom"), "25");
    Files.delete(jdk.resolve("release"));
    assertThat(run("--version").output()).startsWith("java of " + jdk);
  }

  @Test
  void saysHowToGetAJdk() throws Exception {
    Outcome outcome = run("--version");
    assertThat(outcome.status()).isEqualTo(1);
    assertThat(outcome.errors()).contains("no JDK 25 or newer found").contains("apt-get install openjdk-25-jdk")
        .contains("adoptium.net");
    assertThat(outcome.output()).isEmpty();
  }

  @Test
  void runsTheHostWithItsArguments() throws Exception {
    jdk(folder.resolve("jvm one/jdk"), "25.0.3");
    environment.put("JUKWAA_JAVA_OPTIONS", "-Xmx1g -ea");
    assertThat(run("app", "run", "my app.js").output().lines().skip(1)).containsSequence("-Xmx1g", "-ea",
        "-XX:AOTCache=" + home + "/target/host.aot", "-Djukwaa.home=" + home, "-cp",
        home + "/sandbox-host/server/target/server/lib/*", "io.jukwaa.server.Main",
        "app", "run", "my app.js").contains("--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");
  }

  @Test
  void worksThroughALinkAndFromAnywhere() throws Exception {
    jdk(folder.resolve("jvm one/jdk"), "25.0.3");
    Path chained = Files.createSymbolicLink(home.resolve("here"), Path.of("jukwaa"));
    Path link = Files.createSymbolicLink(folder.resolve("jukwaa link"), chained);
    assertThat(start(link, "--version").output().lines()).contains("-Djukwaa.home=" + home);
  }

  @Test
  void buildsOnceAndSaysSo() throws Exception {
    Path jdk = jdk(folder.resolve("jvm one/jdk"), "25.0.3");
    Outcome first = run("--version");
    assertThat(first.errors().lines()).containsExactly(
        "jukwaa: building; the first time this takes some minutes, most of them downloads",
        "built with " + jdk + " -q -DskipTests package");
    assertThat(Files.readString(home.resolve("target/train.log")).lines()).startsWith("java of " + jdk)
        .contains("-XX:AOTCacheOutput=" + home + "/target/host.aot").endsWith("train");
    assertThat(run("--version").errors()).isEmpty();
  }

  @Test
  void buildsAgainWhenASourceIsNewer() throws Exception {
    jdk(folder.resolve("jvm one/jdk"), "25.0.3");
    run("--version");
    Files.setLastModifiedTime(home.resolve("target/jukwaa-built"), FileTime.from(LONG_AGO.plusSeconds(60)));
    for (String source : List.of("pom.xml", "sandbox-host/pom.xml", "sandbox-host/server/src/main/A.java")) {
      Files.setLastModifiedTime(home.resolve(source), FileTime.from(LONG_AGO));
    }
    Files.createDirectories(home.resolve("sandbox-host/server/src/test"));
    Files.writeString(home.resolve("sandbox-host/server/src/test/ATest.java"), "class ATest {}");
    Files.writeString(home.resolve("my-app.js"), "// not ours");
    Files.createDirectories(home.resolve("toolkit-js/test"));
    Files.writeString(home.resolve("toolkit-js/pom.xml"), "<project/>");
    Files.setLastModifiedTime(home.resolve("toolkit-js/pom.xml"), FileTime.from(LONG_AGO));
    Files.writeString(home.resolve("toolkit-js/test/a.test.mjs"), "// a test");
    assertThat(run("--version").errors()).isEmpty();
    Files.setLastModifiedTime(home.resolve("sandbox-host/server/src/main/A.java"), FileTime.from(Instant.now()));
    assertThat(run("--version").errors()).contains("jukwaa: building");
  }

  /** With another word it would write the cache of something else. */
  @Test
  void trainsWhenThatIsAllItIsAsked() throws Exception {
    jdk(folder.resolve("jvm one/jdk"), "25.0.3");
    assertThat(run("train").output().lines()).contains("-XX:AOTCacheOutput=" + home + "/target/host.aot");
    assertThat(run("train", "--help").output().lines()).contains("-XX:AOTCache=" + home + "/target/host.aot")
        .endsWith("train", "--help");
  }

  @Test
  void doesNotBuildWhenToldSo() throws Exception {
    jdk(folder.resolve("jvm one/jdk"), "25.0.3");
    environment.put("JUKWAA_SKIP_BUILD", "1");
    assertThat(run("--version").errors()).contains("nothing is built").doesNotContain("building");
    Files.createDirectories(home.resolve("sandbox-host/server/target/server/lib"));
    assertThat(run("--version")).returns(0, Outcome::status).returns("", Outcome::errors);
  }

  @Test
  void needsANewNodeOnlyToBuild() throws Exception {
    jdk(folder.resolve("jvm one/jdk"), "25.0.3");
    script(folder.resolve("bin/node"), "echo v18.19.0");
    Outcome refused = run("--version");
    assertThat(refused.status()).isEqualTo(1);
    assertThat(refused.errors()).startsWith("jukwaa: Node: v18.19.0 (expected: 20 or newer");
    environment.put("JUKWAA_SKIP_BUILD", "1");
    Files.createDirectories(home.resolve("sandbox-host/server/target/server/lib"));
    assertThat(run("--version").status()).isZero();
  }

  @Test
  void endsWithTheBuildThatFailed() throws Exception {
    jdk(folder.resolve("jvm one/jdk"), "25.0.3");
    script(home.resolve("mvnw"), "exit 1");
    assertThat(run("--version")).returns(1, Outcome::status);
    assertThat(run("--version").errors()).contains("the build failed");
  }

  private static Path jdk(Path folder, String version) throws Exception {
    script(folder.resolve("bin/java"), """
        if [ "$1" = -version ]; then echo 'openjdk version "%s" 2026-04-21' >&2; exit; fi
        echo "java of %s"; printf '%%s\\n' "$@"
        """.formatted(version, folder));
    script(folder.resolve("bin/javac"), "exit 1");
    Files.writeString(folder.resolve("release"), "IMPLEMENTOR=\"Somebody\"\nJAVA_VERSION=\"" + version + "\"\n");
    return folder;
  }

  private static void script(Path file, String body) throws Exception {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n" + body);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Outcome run(String... arguments) throws Exception {
    return start(home.resolve("jukwaa"), arguments);
  }

  private Outcome start(Path script, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(script.toString()));
    command.addAll(List.of(arguments));
    Path output = folder.resolve("output");
    Path errors = folder.resolve("errors");
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile()).redirectOutput(output.toFile())
        .redirectError(errors.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    Process process = builder.start();
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    return new Outcome(process.waitFor(), Files.readString(output, StandardCharsets.UTF_8),
        Files.readString(errors, StandardCharsets.UTF_8));
  }
}
