package io.jukwaa.server;

import io.jukwaa.message.InvalidFieldException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the parts of this installation are.
 *
 * @param home the folder of the launcher
 * @param worker what a worker process needs: {@code lib/} and {@code compiler/}
 * @param moduleSets one folder for each module set
 */
public record Installation(Path home, Path worker, Path moduleSets) {
  /** As the launcher said in the system property {@code jukwaa.home}; the present folder without it. */
  public static Installation present() {
    return at(Path.of(System.getProperty("jukwaa.home", "")).toAbsolutePath());
  }

  /** The one that is built in this folder, the launcher's. */
  public static Installation at(Path home) {
    Path built = home.resolve("sandbox-host/worker/target");
    return new Installation(home, built.resolve("worker"), built.resolve("module-sets"));
  }

  /** The same with module sets from another folder. */
  public Installation withModuleSets(Path folder) {
    return new Installation(home, worker, folder);
  }

  /** Where workers keep what makes their next start quick. */
  public Path cache() {
    return worker.resolveSibling("aot");
  }

  /** The example app of this name, see {@code campaigns-examples}. */
  public Path example(String name) {
    return home.resolve("campaigns-examples").resolve(name);
  }

  /**
   * Checks that there is a module set of this name.
   *
   * @param option what named it
   * @throws InvalidFieldException if there is none
   */
  public void checkModuleSet(String option, String name) {
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]*") || !Files.isRegularFile(moduleSets.resolve(name, "index.txt"))) {
      throw new InvalidFieldException(option, name, "a module set, a folder with an index.txt in " + moduleSets);
    }
  }
}
