package io.jukwaa.server.junebug;

import io.jukwaa.server.clients.Push;
import io.jukwaa.server.junebug.Lines.Line;
import io.jukwaa.server.status.ChannelReport;
import io.jukwaa.server.status.ChannelReports;
import io.jukwaa.server.status.Sight;
import io.jukwaa.store.AppLog;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A channel as Junebug showed it. No setting of the transport is shown: there are secrets among them. Blocks. */
record ChannelView(ChannelReports reports, AppLog log) {
  /** So many lines of a log are shown at most. */
  static final int MOST_LINES = 100;
  private static final double MILLIS = 1e3;

  Map<String, @Nullable Object> of(Line line) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("id", line.channel().key());
    json.put("type", line.channel().transport());
    json.put("label", line.owner().app().name());
    json.put("config", Map.of());
    json.put("metadata", Map.of());
    json.put("mo_url", plain(line.owner().messageUrl()));
    json.put("status_url", plain(line.owner().statusUrl()));
    json.put("character_limit", line.owner().longest() == 0 ? null : line.owner().longest());
    json.put("status", status(reports.of(line.channel().key())));
    return json;
  }

  /** @param number of lines, of the app that the channel leads to; the newest first */
  List<Map<String, Object>> lines(Line line, int number) {
    List<Map<String, Object>> lines = new ArrayList<>();
    for (AppLog.Line each : log.tail(line.owner().app(), Math.min(number, MOST_LINES)).reversed()) {
      lines.add(Map.of("logger", line.channel().key(), "level", each.level(), "message", each.text(), "timestamp",
          each.time().toEpochMilli() / MILLIS));
    }
    return lines;
  }

  private static Map<String, @Nullable Object> status(ChannelReport report) {
    Map<String, @Nullable Object> components = new LinkedHashMap<>();
    report.findings().forEach(finding -> components.put(finding.rule().key(),
        finding.component(report.channel().key(), finding.status())));
    Map<String, @Nullable Object> status = new LinkedHashMap<>();
    status.put("status", report.status());
    status.put("components", components);
    status.put("inbound_message_rate", report.perSecond(Sight.IN));
    status.put("outbound_message_rate", report.perSecond(Sight.TAKEN) + report.perSecond(Sight.REFUSED));
    status.put("submitted_event_rate", report.perSecond(Sight.TAKEN));
    status.put("rejected_event_rate", report.perSecond(Sight.REFUSED));
    status.put("delivery_succeeded_rate", report.perSecond(Sight.DELIVERED));
    status.put("delivery_failed_rate", report.perSecond(Sight.UNDELIVERED));
    status.put("delivery_pending_rate", 0.0);
    return status;
  }

  private static @Nullable String plain(@Nullable String url) {
    return url == null ? null : Push.plain(url);
  }
}
