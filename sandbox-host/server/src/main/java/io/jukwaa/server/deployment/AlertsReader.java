package io.jukwaa.server.deployment;

import io.jukwaa.message.InvalidFieldException;
import io.jukwaa.server.alerts.AlertPlan;
import io.jukwaa.server.alerts.OwnAlerts;
import io.jukwaa.server.alerts.Receivers;
import io.jukwaa.server.settings.Kind;
import io.jukwaa.server.settings.Settings;
import io.jukwaa.server.status.Thresholds;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads what tenants and channels say of alerts. */
record AlertsReader(Settings.Alerts settings) {
  /** @throws InvalidFieldException naming the key that is wrong */
  OwnAlerts read(Section deploy) {
    Map<String, Receivers> tenants = new HashMap<>();
    deploy.sections("tenants").forEach((key, tenant) -> {
      if (tenant.value("alerts") != null) {
        tenants.put(key, receivers(tenant.section("alerts").only("webhook", "mail-to")));
      }
    });
    Map<String, Thresholds> channels = new HashMap<>();
    deploy.sections("channels").forEach((key, channel) -> {
      if (channel.value("alerts") != null) {
        channels.put(key, thresholds(channel.section("alerts").only("queue-age", "refusals", "receipts", "silence")));
      }
    });
    return new OwnAlerts(tenants, channels);
  }

  private static Receivers receivers(Section section) {
    String webhook = section.textOrNull("webhook");
    return new Receivers(webhook == null || Kind.WEB_ADDRESS.read(section.path("webhook"), webhook).equals(
        Settings.NONE) ? "" : webhook, read(section, "mail-to", Kind.MAIL_ADDRESSES, List.of()));
  }

  private Thresholds thresholds(Section section) {
    Thresholds standard = AlertPlan.standard(settings);
    return new Thresholds(read(section, "queue-age", Kind.DURATION, standard.queueAge()),
        read(section, "refusals", Kind.between(1, 100), standard.refusals()),
        read(section, "receipts", Kind.count(100), standard.receipts()),
        read(section, "silence", Kind.DURATION_OR_NONE, standard.silence()));
  }

  private static <T> T read(Section section, String name, Kind<T> kind, T otherwise) {
    String text = section.textOrNull(name);
    return text == null ? otherwise : kind.read(section.path(name), text);
  }
}
