package io.jukwaa.server.alerts;

import io.jukwaa.server.settings.Settings;
import io.jukwaa.server.status.Thresholds;
import java.util.Map;

/** Who is told of what, and when: as the settings say, and tenants and channels for themselves. */
public record AlertPlan(Settings.Alerts settings, Settings.Mail mail, OwnAlerts own) {
  /** From where on something is wrong with a channel. */
  public Thresholds thresholds(String channel) {
    return own.channels().getOrDefault(channel, standard(settings));
  }

  /** The same for channels that say nothing of their own. */
  public static Thresholds standard(Settings.Alerts settings) {
    return new Thresholds(settings.queueAge(), settings.refusals(), settings.receipts(), settings.silence());
  }

  /** Who is told of a tenant's channels, by the name of who it is that says so. */
  Map<String, Receivers> receivers(String tenant) {
    Receivers all = new Receivers(settings.webhook().equals(Settings.NONE) ? "" : settings.webhook(),
        settings.mailTo());
    Receivers its = own.tenants().get(tenant);
    return its == null ? Map.of("settings", all) : Map.of("settings", all, "tenant " + tenant, its);
  }

  /** Whether anybody is to get mail. */
  boolean mails() {
    return !settings.mailTo().isEmpty()
        || own.tenants().values().stream().anyMatch(receivers -> !receivers.mailTo().isEmpty());
  }
}
