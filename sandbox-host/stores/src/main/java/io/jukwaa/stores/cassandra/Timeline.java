package io.jukwaa.stores.cassandra;

import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What an owner has, by time: messages, contacts, opt-outs, metrics. Thread-safe.
 *
 * <p>A day of an owner is spread over {@value #SLOTS} partitions, and a list says which of them there are, so that
 * neither a busy day nor years of silence make a question slow.
 */
final class Timeline {
  static final int SLOTS = 16;
  private static final long DAY = TimeUnit.DAYS.toMicros(1);
  private static final String ADD = "insert into timeline (kind, owner, day, slot, time, position, item, item_of)"
      + " values (?, ?, ?, ?, ?, ?, ?, ?) using ttl ?";
  private static final String REMOVE = "delete from timeline where kind = ? and owner = ? and day = ? and slot = ?"
      + " and time = ? and position = ?";
  private static final String LIST = "insert into timeline_day (kind, owner, day, slot) values (?, ?, ?, ?)";
  private static final String READ = "select time, position, item, item_of from timeline"
      + " where kind = ? and owner = ? and day = ? and slot = ?";
  private static final String IS_LISTED = "select day from timeline_day where kind = ? and owner = ? and day = ?"
      + " and slot = ?";
  private static final String DAYS = "select day, slot from timeline_day where kind = ? and owner = ?";

  private final Cql cql;
  private final Cache<Bucket, Boolean> listed = Caffeine.newBuilder().maximumSize(100_000)
      .expireAfterWrite(Duration.ofHours(1)).build();

  private record Bucket(String kind, String owner, LocalDate day, byte slot) {}

  /**
   * @param time microseconds since 1970
   * @param position orders what has the same time, and is the same whenever the same thing is added
   * @param item what is there, for example a message's id
   * @param itemOf what it belongs to, for example the message's channel
   */
  record Entry(long time, UUID position, String item, String itemOf) {
    static final Comparator<UUID> BY_POSITION = Comparator
        .<UUID>comparingLong(position -> position.version() == 1 ? position.timestamp() : 0)
        .thenComparing(UUID::toString);
    static final Comparator<Entry> NEWEST_FIRST = Comparator.comparingLong(Entry::time)
        .thenComparing(Entry::position, BY_POSITION).reversed();
  }

  Timeline(Cql cql) {
    this.cql = cql;
  }

  /**
   * Sends what adds an entry; doing it again changes nothing.
   *
   * @param timeToLive seconds; 0 for ever
   */
  List<CompletableFuture<?>> add(String kind, String owner, Entry entry, int timeToLive) {
    Bucket bucket = new Bucket(kind, owner, day(entry.time()), slot(entry.item()));
    List<CompletableFuture<?>> writes = new ArrayList<>();
    writes.add(cql.send(ADD, kind, owner, bucket.day(), bucket.slot(), entry.time(), entry.position(), entry.item(),
        entry.itemOf(), timeToLive));
    if (listed.getIfPresent(bucket) == null) {
      writes.add(cql.send(LIST, kind, owner, bucket.day(), bucket.slot())
          .thenAccept(done -> listed.put(bucket, true)));
    }
    return writes;
  }

  CompletableFuture<?> remove(String kind, String owner, Entry entry) {
    return cql.send(REMOVE, kind, owner, day(entry.time()), slot(entry.item()), entry.time(), entry.position());
  }

  /** Whether exactly this entry is there, and its day is listed. */
  boolean has(String kind, String owner, Entry entry) {
    LocalDate day = day(entry.time());
    byte slot = slot(entry.item());
    CompletableFuture<AsyncResultSet> listed = cql.send(IS_LISTED, kind, owner, day, slot);
    Row row = cql.first(READ + " and time = ? and position = ?", kind, owner, day, slot, entry.time(),
        entry.position());
    return row != null && entry.equals(entry(row)) && Cql.await(listed).one() != null;
  }

  /** Everything, newest first; read as it is asked for. */
  Iterator<Entry> newest(String kind, String owner) {
    return new Newest(kind, owner);
  }

  /** The days that have entries, newest first, each once. */
  List<LocalDate> days(String kind, String owner, LocalDate oldest) {
    List<LocalDate> days = new ArrayList<>();
    Iterator<Row> rows = cql.rows(DAYS + " and day >= ?", kind, owner, oldest);
    while (rows.hasNext()) {
      LocalDate day = Columns.date(rows.next(), "day");
      if (days.isEmpty() || !days.getLast().equals(day)) {
        days.add(day);
      }
    }
    return days;
  }

  static LocalDate day(long micros) {
    return LocalDate.ofEpochDay(Math.floorDiv(micros, DAY));
  }

  /** The first day of its month. */
  static LocalDate month(LocalDate day) {
    return day.withDayOfMonth(1);
  }

  private static byte slot(String item) {
    return (byte) Math.floorMod(item.hashCode(), SLOTS);
  }

  /** Day by day; the slots of a day are asked together and merged. */
  private final class Newest implements Iterator<Entry> {
    private final String kind;
    private final String owner;
    private final Iterator<Row> days;
    private final PriorityQueue<Slot> slots = new PriorityQueue<>(
        Comparator.comparing(Slot::head, Entry.NEWEST_FIRST));
    private @Nullable Row ahead;

    Newest(String kind, String owner) {
      this.kind = kind;
      this.owner = owner;
      days = new PagedRows(Cql.await(cql.sendForFew(DAYS, kind, owner)));
    }

    @Override
    public boolean hasNext() {
      while (slots.isEmpty() && (ahead != null || days.hasNext())) {
        open(ahead == null ? days.next() : ahead);
      }
      return !slots.isEmpty();
    }

    @Override
    public Entry next() {
      if (!hasNext()) {
        throw new NoSuchElementException("no older entry");
      }
      Slot slot = slots.remove();
      put(slot.rest());
      return slot.head();
    }

    private void open(Row first) {
      LocalDate day = Columns.date(first, "day");
      List<CompletableFuture<AsyncResultSet>> answers = new ArrayList<>();
      ahead = first;
      while (ahead != null && Columns.date(ahead, "day").equals(day)) {
        answers.add(cql.sendForFew(READ, kind, owner, day, ahead.getByte("slot")));
        ahead = days.hasNext() ? days.next() : null;
      }
      answers.forEach(answer -> put(new PagedRows(Cql.await(answer))));
    }

    private void put(Iterator<Row> rest) {
      if (rest.hasNext()) {
        slots.add(new Slot(entry(rest.next()), rest));
      }
    }
  }

  private record Slot(Entry head, Iterator<Row> rest) {}

  /** The entries that rows with the columns time, position, item and item_of hold. */
  static Iterator<Entry> entries(Iterator<Row> rows) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return rows.hasNext();
      }

      @Override
      public Entry next() {
        return entry(rows.next());
      }
    };
  }

  private static Entry entry(Row row) {
    return new Entry(row.getLong("time"), Columns.uuid(row, "position"), Columns.text(row, "item"),
        Columns.text(row, "item_of"));
  }
}
