package io.jukwaa.stores.embedded;

import io.jukwaa.store.ChannelStatusStore;
import io.jukwaa.stores.format.Time;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** One row a mark, and one a channel, hour and name. Adding takes the channel's hours that are over with it. */
final class EmbeddedChannelStatusStore implements ChannelStatusStore {
  private static final String MARK = """
      insert into channel_mark (channel, name, time, text) values (?, ?, ?, ?) on conflict (channel, name)
      do update set time = excluded.time, text = excluded.text where excluded.time >= time""";
  private static final String COUNT = """
      insert into channel_hour (channel, hour, name, value) values (?, ?, ?, ?) on conflict (channel, hour, name)
      do update set value = value + excluded.value""";

  private final EmbeddedDatabase database;

  EmbeddedChannelStatusStore(EmbeddedDatabase database) {
    this.database = database;
  }

  @Override
  public void add(String channel, Instant hour, Status seen) {
    long row = Time.micros(hour.truncatedTo(ChronoUnit.HOURS));
    database.write(sql -> {
      for (Map.Entry<String, Mark> mark : seen.marks().entrySet()) {
        sql.run(MARK, channel, mark.getKey(), Time.micros(mark.getValue().at()), mark.getValue().text());
      }
      for (Map.Entry<String, Long> count : seen.counts().entrySet()) {
        sql.run(COUNT, channel, row, count.getKey(), count.getValue());
      }
      return sql.run("delete from channel_hour where channel = ? and hour < ?", channel,
          row - KEPT.toNanos() / 1_000);
    });
  }

  @Override
  public void remove(String channel, Set<String> marks) {
    database.write(sql -> {
      for (String mark : marks) {
        sql.run("delete from channel_mark where channel = ? and name = ?", channel, mark);
      }
      return null;
    });
  }

  @Override
  public Status status(String channel, Instant from, Instant to) {
    Map<String, Mark> marks = new HashMap<>();
    Map<String, Long> counts = new HashMap<>();
    return database.read(sql -> {
      sql.each("select name, time, text from channel_mark where channel = ?", row -> {
        marks.put(row.getString(1), new Mark(Time.instant(row.getLong(2)), row.getString(3)));
        return true;
      }, channel);
      sql.each("select name, sum(value) from channel_hour where channel = ? and hour between ? and ? group by name",
          row -> {
            counts.put(row.getString(1), row.getLong(2));
            return true;
          }, channel, Time.micros(from.truncatedTo(ChronoUnit.HOURS)), Time.micros(to.truncatedTo(ChronoUnit.HOURS)));
      return new Status(marks, counts);
    });
  }
}
