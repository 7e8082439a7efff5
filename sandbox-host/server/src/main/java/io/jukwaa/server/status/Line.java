package io.jukwaa.server.status;

import io.jukwaa.message.Fields;
import io.jukwaa.server.Json;
import io.jukwaa.store.ChannelStatusStore.Mark;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A connection to an operator, as the host that holds it saw it last.
 *
 * @param since when it is open or shut
 * @param trouble why it is shut; of no meaning while it is open
 * @param seen when the host said so
 */
public record Line(String host, String name, boolean open, Instant since, String trouble, Instant seen) {
  /** What the names of their marks begin with. */
  static final String MARKS = "line/";

  /** Whether it is as it was then. */
  boolean isAsIn(Line other) {
    return open == other.open && since.equals(other.since) && trouble.equals(other.trouble);
  }

  String mark() {
    return MARKS + host + "/" + name;
  }

  Mark toMark() {
    return new Mark(seen, Json.text(Map.of("open", open, "since", since.toString(), "trouble", trouble)));
  }

  static Line of(String mark, Mark kept) {
    String[] names = mark.substring(MARKS.length()).split("/", 2);
    Fields fields = Json.object("mark", kept.text());
    return new Line(names[0], names[1], Boolean.TRUE.equals(fields.value("open")), Instant.parse(fields.text("since")),
        fields.text("trouble"), kept.at());
  }

  Map<String, @Nullable Object> json() {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("host", host);
    json.put("name", name);
    json.put("open", open);
    json.put("since", since.toString());
    json.put("trouble", open ? null : trouble);
    return json;
  }
}
