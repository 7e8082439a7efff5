package io.jukwaa.server.deployment;

import io.jukwaa.message.Fields;
import io.jukwaa.server.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An app that lies inside an npm package and requires that package by its place, as the examples of the toolkit and of
 * its helper packages do: {@code require('../../../lib')}. Apps have no files of their own in the sandbox, so such a
 * request is answered as the package's name would be. Lines keep their numbers; every other request stays as it is.
 */
final class PackageApp {
  private static final Pattern BY_PLACE = Pattern.compile("\\brequire\\(\\s*(['\"])(\\.\\.?/[^'\"\\n]*)\\1\\s*\\)");

  private PackageApp() {}

  /** The app's text with the names of packages in place of the places where their main modules are. */
  static String source(Path file, String text) {
    Path folder = file.toAbsolutePath().normalize().getParent();
    return folder == null
        ? text
        : BY_PLACE.matcher(text).replaceAll(found -> Matcher.quoteReplacement(named(found, folder)));
  }

  private static String named(MatchResult request, Path folder) {
    Path place = module(folder.resolve(request.group(2)).normalize());
    String name = place == null ? null : nameOfMain(place);
    return name == null ? request.group() : "require('" + name + "')";
  }

  /** The name of the package around a module if this is its main module. */
  private static @Nullable String nameOfMain(Path module) {
    for (Path folder = module.getParent(); folder != null; folder = folder.getParent()) {
      Path description = folder.resolve("package.json");
      if (Files.isRegularFile(description)) {
        Fields json = Json.object("package.json", TextFile.read("package.json", description));
        String main = json.textOrNull("main");
        return module.equals(module(folder.resolve(main == null ? "index.js" : main).normalize()))
            ? json.textOrNull("name")
            : null;
      }
    }
    return null;
  }

  /** The file Node takes for this path; null if there is none. */
  private static @Nullable Path module(Path path) {
    return List.of(path, path.resolveSibling(path.getFileName() + ".js"), path.resolve("index.js")).stream()
        .filter(Files::isRegularFile).findFirst().orElse(null);
  }
}
