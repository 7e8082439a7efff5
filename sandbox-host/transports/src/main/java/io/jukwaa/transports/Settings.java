package io.jukwaa.transports;

import io.jukwaa.message.Channel;
import io.jukwaa.message.InvalidFieldException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The settings of one transport. */
public record Settings(List<Setting> schema) {
  public Settings {
    schema = List.copyOf(schema);
  }

  /**
   * The channel's settings, completed by what holds when they are not given.
   *
   * @throws InvalidFieldException naming the setting that is unknown or wrong
   */
  public Map<String, String> read(Channel channel) {
    Map<String, Setting> known = schema.stream().collect(Collectors.toMap(Setting::name, setting -> setting));
    Map<String, String> all = new LinkedHashMap<>();
    for (Setting setting : schema) {
      if (setting.standard() != null) {
        all.put(setting.name(), setting.standard());
      }
    }
    channel.settings().forEach((name, value) -> all.put(name, checked(known, name, value)));
    return all;
  }

  private static String checked(Map<String, Setting> known, String name, String value) {
    Setting setting = known.get(name);
    if (setting == null) {
      throw new InvalidFieldException(name, value,
          "no such setting, but " + String.join(", ", known.keySet().stream().sorted().toList()));
    }
    if (!setting.valid().test(value)) {
      throw new InvalidFieldException(name, setting.isConfidential() ? "not shown" : value, setting.expected());
    }
    return value;
  }
}
