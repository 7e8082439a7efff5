package io.jukwaa.server.alerts;

import io.jukwaa.message.Channel;
import io.jukwaa.message.Fields;
import io.jukwaa.server.Json;
import io.jukwaa.server.status.Finding;
import io.jukwaa.server.status.Rule;
import io.jukwaa.server.status.Side;
import io.jukwaa.store.ChannelStatusStore;
import io.jukwaa.store.ChannelStatusStore.Mark;
import io.jukwaa.store.ChannelStatusStore.Status;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * That somebody was told of a trouble that is not over for them; kept as a mark of the channel.
 *
 * @param courier who told
 * @param finding as it was told
 * @param at when it was told last
 * @param calmSince since when it is not found any more; null as long as it is
 */
record Told(String courier, Finding finding, Instant at, @Nullable Instant calmSince) {
  private static final String MARKS = "told/";

  /** All that was told of a channel. */
  static Map<String, Told> of(ChannelStatusStore store, Channel channel, Instant now) {
    Map<String, Told> all = new HashMap<>();
    store.status(channel.key(), now, now).marks().forEach((name, mark) -> {
      if (name.startsWith(MARKS)) {
        all.put(name, of(Json.object("mark", mark.text())));
      }
    });
    return all;
  }

  /** The trouble as it is now, since when it was when it was told first. */
  Finding with(Finding now) {
    return new Finding(now.rule(), now.side(), now.down(), finding.since(), now.text());
  }

  void keep(ChannelStatusStore store, Channel channel, Instant now) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("courier", courier);
    json.put("rule", finding.rule().key());
    json.put("side", finding.side().key());
    json.put("down", finding.down());
    json.put("since", finding.since().toString());
    json.put("text", finding.text());
    json.put("at", at.toString());
    json.put("calm_since", calmSince == null ? null : calmSince.toString());
    store.add(channel.key(), now, new Status(Map.of(mark(), new Mark(now, Json.text(json))), Map.of()));
  }

  void forget(ChannelStatusStore store, Channel channel) {
    store.remove(channel.key(), Set.of(mark()));
  }

  private String mark() {
    return MARKS + finding.rule().key() + "/" + courier;
  }

  private static Told of(Fields json) {
    String calm = json.textOrNull("calm_since");
    return new Told(json.text("courier"),
        new Finding(Rule.valueOf(json.text("rule").toUpperCase(Locale.ROOT)),
            Side.valueOf(json.text("side").toUpperCase(Locale.ROOT)), Boolean.TRUE.equals(json.value("down")),
            Instant.parse(json.text("since")), json.text("text")),
        Instant.parse(json.text("at")), calm == null ? null : Instant.parse(calm));
  }
}
