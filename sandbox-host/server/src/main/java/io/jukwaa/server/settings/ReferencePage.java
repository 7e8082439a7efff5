package io.jukwaa.server.settings;

import java.util.List;
import java.util.stream.Collectors;

/** The reference page of all settings, made from the catalogue so that it cannot differ from it. */
final class ReferencePage {
  private static final String HEAD = """
      # Settings

      This page is made from the code; `SettingsReferenceTest` fails when the two differ and says how to write it anew.

      A setting is looked for in four places, and the last one that has it counts:

      1. the default below
      2. the YAML file given to `./jukwaa serve --config FILE`: areas with their keys, for example

         ```yaml
         server:
           port: 8080
         sandbox:
           wall-time: 20s
         ```

      3. the environment, for example `JUKWAA_SANDBOX_WALL_TIME=20s`
      4. the command line: `--host`, `--port`, `--data`

      `./jukwaa serve --print-config` shows every key with its value and the place it came from. An unknown key is refused
      and the nearest known one named; so is an unknown variable that begins with `JUKWAA_` and the name of an area.

      Times: `ms`, `s`, `m`, `h`, `d`. Sizes: `B`, `KiB`, `MiB`, `GiB` (powers of 1,024) and `kB`, `MB`, `GB` (powers of
      1,000). The section `deploy` of the same file is described in [deployment.md](deployment.md).
      """;

  private ReferencePage() {}

  static String text() {
    List<String> areas = Catalogue.ALL.stream().map(Setting::area).distinct().toList();
    return HEAD + areas.stream().map(ReferencePage::area).collect(Collectors.joining());
  }

  private static String area(String area) {
    return "\n## " + area + "\n" + Catalogue.ALL.stream().filter(setting -> setting.area().equals(area))
        .map(ReferencePage::entry).collect(Collectors.joining());
  }

  private static String entry(Setting<?> setting) {
    return "\n### `" + setting.name() + "`\n\n" + setting.purpose() + "\n\n- Value: " + setting.kind().expected()
        + "\n- Default: `" + setting.standard() + "`\n- Environment: `" + setting.variable() + "`\n";
  }
}
