package io.jukwaa.sandbox;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The command line of a worker process.
 *
 * @param moduleSet name of the module set it serves
 * @param compiling whether guests get the optimising compiler
 */
record WorkerCommand(SandboxSettings settings, String moduleSet, boolean compiling) {
  /** A compiling worker needs room for the compiler itself, which is written in Java. */
  private static final int COMPILER_HEAP_MEGABYTES = 384;
  private static final List<String> COMPILER_MODULES = List.of("compiler", "truffle-compiler", "word", "collections",
      "nativeimage", "jniutils");
  /**
   * How much of what a function calls is compiled into it. With the compiler's own budget, four times as high, one
   * function takes most of a second on a busy machine, and a toolkit has more than a thousand: measured, 420 instead of
   * 840 messages a second after two minutes. A third of it makes slower code.
   */
  private static final List<String> COMPILER_OPTIONS = List.of("-Dpolyglot.engine.AllowExperimentalOptions=true",
      "-Dpolyglot.compiler.InliningInliningBudget=3000", "-Dpolyglot.compiler.InliningExpansionBudget=3000");

  /** The share of the heap for what is new. The JVM's own third would leave too little for realms, which stay. */
  private static final int YOUNG_PART = 4;

  /**
   * Of the JVM's own two compilers the thorough one takes three times as long over a new worker as its start does. A
   * tenant that would gain by it gets a worker with the guest compiler instead.
   */
  private static final String QUICK_COMPILER_ONLY = "-XX:TieredStopAtLevel=1";

  /**
   * The words of the command.
   *
   * @param behind whether its start gets the processor only when nobody else wants it
   */
  List<String> words(@Nullable Path aotCache, boolean behind) {
    List<String> words = new ArrayList<>(virtualMachine());
    if (compiling) {
      words.addAll(List.of("-XX:+UnlockExperimentalVMOptions", "-XX:+EnableJVMCI",
          "--upgrade-module-path=" + compilerModules()));
      words.addAll(COMPILER_OPTIONS);
    } else {
      words.add("-Dpolyglotimpl.AttachLibraryFailureAction=ignore"); // the optimising compiler alone needs that library
      words.add("-Xmn" + settings.heapMegabytes() / YOUNG_PART + "m");
      if (quickCompilerOnly()) {
        words.add(QUICK_COMPILER_ONLY);
      }
      if (aotCache != null) {
        words.add("-XX:AOTCache=" + aotCache);
      }
    }
    words.addAll(program());
    words.add(settings.osIsolation() == SandboxSettings.OsIsolation.OFF ? "free" : "confined");
    words.add(behind ? "behind" : "beside");
    return words;
  }

  /** The command of the training run that writes the ahead-of-time cache. */
  List<String> training(Path aotCache) {
    List<String> words = new ArrayList<>(virtualMachine());
    words.add("-XX:AOTCacheOutput=" + aotCache);
    if (quickCompilerOnly()) {
      words.addAll(List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:-AOTRecordTraining")); // for the thorough one only: 8 MB
    }
    words.addAll(program());
    words.addAll(List.of("training", "beside"));
    return words;
  }

  private boolean quickCompilerOnly() {
    return settings.compile() == SandboxSettings.Compile.AUTO && canCompile(settings);
  }

  /** Whether the optimising compiler can be had on this JDK. */
  static boolean canCompile(SandboxSettings settings) {
    return Files.isDirectory(settings.workerDirectory().resolve("compiler"))
        && System.getProperty("java.vm.version", "").startsWith("25.0.3");
  }

  private List<String> virtualMachine() {
    int heap = compiling ? COMPILER_HEAP_MEGABYTES : settings.heapMegabytes();
    return List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+UseSerialGC",
        "-Xmx" + heap + "m", "-Xss1m", "-XX:MaxDirectMemorySize=16m", "-XX:+ExitOnOutOfMemoryError",
        "-XX:-UsePerfData", "-XX:+UseCompactObjectHeaders", "-XX:+DisableAttachMechanism", "-XX:-CreateCoredumpOnCrash",
        "-Dpolyglot.engine.userResourceCache=" + settings.cacheDirectory().resolve("resources"), "-Xlog:disable",
        "-XX:TrimNativeHeapInterval=2000",
        "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow");
  }

  private List<String> program() {
    Path set = settings.moduleSets().resolve(moduleSet);
    return List.of("-cp", jars(settings.workerDirectory().resolve("lib")), "io.jukwaa.worker.Main", set.toString(),
        moduleSet.equals("vumigo-0.1") ? "vumigo_v01" : "vumigo_v02");
  }

  private String compilerModules() {
    Path folder = settings.workerDirectory().resolve("compiler");
    return COMPILER_MODULES.stream().map(name -> folder.resolve(name + ".jar").toString())
        .collect(Collectors.joining(System.getProperty("path.separator")));
  }

  /** The jars one by one: the ahead-of-time cache does not accept a wildcard. */
  private static String jars(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().map(Path::toString)
          .collect(Collectors.joining(System.getProperty("path.separator")));
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
