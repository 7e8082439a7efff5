package io.jukwaa.server.settings;

import io.jukwaa.message.InvalidFieldException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The text of every setting and where it came from, layer over layer. Immutable. */
public final class Values {
  /**
   * @param text as it was written
   * @param name what whoever wrote it calls it: the key, the variable or the option
   */
  record Value(String text, Layer layer, String name) {}

  private static final Pattern CREDENTIALS = Pattern.compile("://[^@/]*@");

  private final Map<String, Value> byName;

  private Values(Map<String, Value> byName) {
    this.byName = byName;
  }

  /** Every setting at its standard value. */
  public static Values standard() {
    Map<String, Value> values = new LinkedHashMap<>();
    Catalogue.ALL.forEach(
        setting -> values.put(setting.name(), new Value(setting.standard(), Layer.DEFAULT, setting.name())));
    return new Values(values);
  }

  /**
   * With what a file says.
   *
   * @param texts full key to text
   * @throws InvalidFieldException if a key is unknown, naming the nearest that is known
   */
  public Values withFile(Map<String, String> texts) {
    Map<String, Value> values = new LinkedHashMap<>(byName);
    texts.forEach((name, text) -> {
      known(name, text, byName.keySet().stream().toList());
      values.put(name, new Value(text, Layer.FILE, name));
    });
    return new Values(values);
  }

  /**
   * With what the environment says. Variables of other programs are none of our business, and so are those of the
   * launcher: only the ones that begin with {@code JUKWAA_} and the name of an area must be known.
   *
   * @throws InvalidFieldException if a variable is unknown, naming the nearest that is known
   */
  public Values withEnvironment(Map<String, String> environment) {
    Map<String, Value> values = new LinkedHashMap<>(byName);
    Map<String, Setting<?>> settings = Catalogue.ALL.stream()
        .collect(Collectors.toMap(Setting::variable, setting -> setting));
    environment.forEach((variable, text) -> {
      if (Catalogue.ALL.stream().anyMatch(setting -> variable.startsWith(areaPrefix(setting)))) {
        known(variable, text, settings.keySet().stream().sorted().toList());
        Setting<?> setting = Objects.requireNonNull(settings.get(variable));
        values.put(setting.name(), new Value(text, Layer.ENVIRONMENT, variable));
      }
    });
    return new Values(values);
  }

  /** With what a command-line option says; as it is if the option was not given. */
  public Values withOption(String option, Setting<?> setting, @Nullable String text) {
    if (text == null) {
      return this;
    }
    Map<String, Value> values = new LinkedHashMap<>(byName);
    values.put(setting.name(), new Value(text, Layer.OPTION, option));
    return new Values(values);
  }

  /** Where the value of a setting came from. */
  public Layer layer(Setting<?> setting) {
    return value(setting).layer();
  }

  <T> T get(Setting<T> setting) {
    Value value = value(setting);
    return setting.kind().read(value.name(), value.text());
  }

  /** The text of a setting. */
  String text(Setting<?> setting) {
    return value(setting).text();
  }

  /** What whoever wrote the text of a setting calls it. */
  String name(Setting<?> setting) {
    return value(setting).name();
  }

  /** One line a setting: key, value and layer, in columns; without a user or a password in addresses. */
  public String table() {
    return Catalogue.ALL.stream().map(setting -> {
      Value value = value(setting);
      return String.format("%-24s %-20s %s", setting.name(), CREDENTIALS.matcher(value.text()).replaceFirst("://…@"),
          origin(value));
    }).collect(Collectors.joining("\n"));
  }

  private Value value(Setting<?> setting) {
    return Objects.requireNonNull(byName.get(setting.name()), setting.name());
  }

  private static String origin(Value value) {
    return switch (value.layer()) {
      case DEFAULT -> "default";
      case FILE -> "file";
      case ENVIRONMENT -> "environment " + value.name();
      case OPTION -> "option " + value.name();
    };
  }

  private static String areaPrefix(Setting<?> setting) {
    return Setting.PREFIX + setting.area().toUpperCase(Locale.ROOT) + "_";
  }

  private static void known(String name, String text, List<String> all) {
    if (!all.contains(name)) {
      throw new InvalidFieldException(name, text, "a known key; the nearest is " + Nearest.to(name, all));
    }
  }
}
