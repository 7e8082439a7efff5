package io.jukwaa.stores.cassandra;

import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import io.jukwaa.store.OptOutStore;
import io.jukwaa.stores.format.Text;
import io.jukwaa.stores.format.Time;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Opt-outs, one partition an address. A condition tells whether an address is new, so that each is counted once. */
final class CassandraOptOutStore implements OptOutStore {
  static final String KIND = "opt_out";
  private static final String FIND = "select message_id, created_at from opt_out"
      + " where tenant = ? and address_type = ? and address = ?";
  private static final String ADD = "insert into opt_out (tenant, address_type, address, message_id, created_at)"
      + " values (?, ?, ?, ?, ?) if not exists";
  private static final String REPLACE = "update opt_out set message_id = ?, created_at = ?"
      + " where tenant = ? and address_type = ? and address = ? if exists";
  private static final String REMOVE = "delete from opt_out where tenant = ? and address_type = ? and address = ?"
      + " if exists";
  private static final String COUNT = "select opt_outs from opt_out_tally where tenant = ?";
  private static final String TALLY = "update opt_out_tally set opt_outs = opt_outs + ? where tenant = ?";

  private final Cql cql;
  private final Timeline timeline;

  CassandraOptOutStore(Cql cql, Timeline timeline) {
    this.cql = cql;
    this.timeline = timeline;
  }

  @Override
  public @Nullable OptOut find(String tenant, String addressType, String address) {
    Row row = cql.first(FIND, tenant, Text.storable(addressType), Text.storable(address));
    return row == null
        ? null
        : new OptOut(addressType, address, Columns.text(row, "message_id"), Time.instant(row.getLong("created_at")));
  }

  /** What lists it comes first: without its opt-out it lists nothing. */
  @Override
  public void save(String tenant, OptOut optOut) {
    String type = Text.storable(optOut.addressType());
    String address = Text.storable(optOut.address());
    String message = Text.storable(optOut.messageId());
    long time = Time.micros(optOut.createdAt());
    Cql.awaitAll(timeline.add(KIND, tenant, entry(optOut), 0));
    boolean saved = false;
    while (!saved) {
      AsyncResultSet added = cql.compareAndSet(ADD, tenant, type, address, message, time);
      if (added.wasApplied()) {
        Cql.await(cql.sendOnce(TALLY, 1L, tenant));
      }
      saved = added.wasApplied() || cql.compareAndSet(REPLACE, message, time, tenant, type, address).wasApplied();
    }
  }

  static Timeline.Entry entry(OptOut optOut) {
    String type = Text.storable(optOut.addressType());
    String address = Text.storable(optOut.address());
    UUID position = UUID.nameUUIDFromBytes((type + '\0' + address).getBytes(StandardCharsets.UTF_8));
    return new Timeline.Entry(Time.micros(optOut.createdAt()), position, address, type);
  }

  @Override
  public void remove(String tenant, String addressType, String address) {
    if (cql.compareAndSet(REMOVE, tenant, Text.storable(addressType), Text.storable(address)).wasApplied()) {
      Cql.await(cql.sendOnce(TALLY, -1L, tenant));
    }
  }

  @Override
  public long count(String tenant) {
    Row row = cql.first(COUNT, tenant);
    return row == null ? 0 : row.getLong("opt_outs");
  }

  @Override
  public List<OptOut> list(String tenant, int limit) {
    List<OptOut> found = new ArrayList<>();
    Iterator<Timeline.Entry> entries = timeline.newest(KIND, tenant);
    while (found.size() < limit && entries.hasNext()) {
      Timeline.Entry entry = entries.next();
      OptOut optOut = find(tenant, entry.itemOf(), entry.item());
      if (optOut != null && Time.micros(optOut.createdAt()) == entry.time()) {
        found.add(optOut);
      }
    }
    return found;
  }
}
