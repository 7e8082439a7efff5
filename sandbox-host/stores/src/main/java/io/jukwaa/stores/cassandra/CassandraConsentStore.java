package io.jukwaa.stores.cassandra;

import com.datastax.oss.driver.api.core.cql.Row;
import io.jukwaa.store.ConsentStore;
import io.jukwaa.stores.format.Text;
import io.jukwaa.stores.format.Time;
import java.util.ArrayList;
import java.util.List;

/** One partition for each address. */
final class CassandraConsentStore implements ConsentStore {
  private static final String RECORD = "insert into consent (tenant, address, time, state, channel, source, evidence)"
      + " values (?, ?, ?, ?, ?, ?, ?)";
  private static final String HISTORY = "select time, state, channel, source, evidence from consent where tenant = ?"
      + " and address = ?";
  private static final String FORGET = "delete from consent where tenant = ? and address = ?";

  private final Cql cql;

  CassandraConsentStore(Cql cql) {
    this.cql = cql;
  }

  @Override
  public void record(String tenant, Consent consent) {
    String evidence = consent.evidence();
    Cql.await(cql.send(RECORD, tenant, Text.storable(consent.address()), Time.micros(consent.time()),
        consent.state().name(), Text.storable(consent.channel()), consent.source().name(),
        evidence == null ? "" : Text.storable(evidence)));
  }

  @Override
  public List<Consent> history(String tenant, String address) {
    List<Consent> found = new ArrayList<>();
    cql.rows(HISTORY, tenant, Text.storable(address)).forEachRemaining(row -> found.add(consent(address, row)));
    return found;
  }

  /** The new place first: what is broken off is done again, and changes nothing where it was done. */
  @Override
  public long move(String tenant, String address, String to) {
    List<Consent> history = history(tenant, address);
    history.forEach(one -> record(tenant,
        new Consent(to, one.channel(), one.state(), one.source(), one.time(), one.evidence())));
    Cql.await(cql.send(FORGET, tenant, Text.storable(address)));
    return history.size();
  }

  private static Consent consent(String address, Row row) {
    String evidence = Columns.text(row, "evidence");
    return new Consent(address, Columns.text(row, "channel"), State.valueOf(Columns.text(row, "state")),
        Source.valueOf(Columns.text(row, "source")), Time.instant(row.getLong("time")),
        evidence.isEmpty() ? null : evidence);
  }
}
