package io.jukwaa.stores.embedded;

import io.jukwaa.store.ConsentStore;
import io.jukwaa.stores.format.Time;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** One row for each thing that was said. */
final class EmbeddedConsentStore implements ConsentStore {
  static final List<String> COLUMNS = List.of("address", "channel", "state", "source", "time", "evidence");
  private static final String OF = " from consent where tenant = ? and address = ?";

  private final EmbeddedDatabase database;

  EmbeddedConsentStore(EmbeddedDatabase database) {
    this.database = database;
  }

  @Override
  public void record(String tenant, Consent consent) {
    String evidence = consent.evidence();
    database.write(sql -> sql.run("insert into consent (tenant, address, channel, state, source, time, evidence)"
        + " values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing", tenant, consent.address(), consent.channel(),
        consent.state().name(), consent.source().name(), Time.micros(consent.time()),
        evidence == null ? "" : evidence));
  }

  @Override
  public List<Consent> history(String tenant, String address) {
    return database.look(sql -> sql.all("select " + String.join(", ", COLUMNS) + OF + " order by time, state",
        EmbeddedConsentStore::consent, tenant, address));
  }

  @Override
  public long move(String tenant, String address, String to) {
    return database.<Long>write(sql -> {
      long there = sql.number("select count(*)" + OF, tenant, address);
      sql.run("update or ignore consent set address = ? where tenant = ? and address = ?", to, tenant, address);
      sql.run("delete" + OF, tenant, address);
      return there;
    });
  }

  static Consent consent(ResultSet row) throws SQLException {
    String evidence = row.getString(6);
    return new Consent(row.getString(1), row.getString(2), State.valueOf(row.getString(3)),
        Source.valueOf(row.getString(4)), Time.instant(row.getLong(5)), evidence.isEmpty() ? null : evidence);
  }
}
