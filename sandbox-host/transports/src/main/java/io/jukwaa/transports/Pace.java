package io.jukwaa.transports;

import io.jukwaa.message.Channel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How fast and for how long messages leave by a channel.
 *
 * @param perSecond messages, at most; where the transport cuts long ones, their parts
 * @param atOnce messages on their way to the operator and not answered yet, at most
 * @param expiry after which a message that has not left is given up
 */
public record Pace(int perSecond, int atOnce, Duration expiry) {
  private static final String PER_SECOND = "messages-per-second";
  private static final String AT_ONCE = "messages-at-once";
  private static final String EXPIRY = "expire-after";

  /** A transport's own settings and those that say the pace. */
  public static Settings with(List<Setting> own, int perSecond, int atOnce) {
    List<Setting> all = new ArrayList<>(own);
    all.add(Setting.number(PER_SECOND, "So many messages leave in a second at most.", "" + perSecond, 10_000));
    all.add(Setting.number(AT_ONCE, "So many messages wait for the operator's answer at most.", "" + atOnce, 1_000));
    all.add(Setting.number(EXPIRY, "Hours after which a message that could not be sent is given up.", "24", 168));
    return new Settings(all);
  }

  /** Messages that leave in a second at most by a channel that says nothing of it. */
  public static int standard(Settings settings) {
    return settings.schema().stream().filter(setting -> setting.name().equals(PER_SECOND)).map(Setting::standard)
        .mapToInt(standard -> Integer.parseInt(String.valueOf(standard))).findFirst().orElse(0);
  }

  /** @throws io.jukwaa.message.InvalidFieldException if a setting is wrong */
  public static Pace of(Settings settings, Channel channel) {
    Map<String, String> read = settings.read(channel);
    return new Pace(number(read, PER_SECOND), number(read, AT_ONCE), Duration.ofHours(number(read, EXPIRY)));
  }

  private static int number(Map<String, String> settings, String name) {
    return Integer.parseInt(settings.getOrDefault(name, "1"));
  }
}
