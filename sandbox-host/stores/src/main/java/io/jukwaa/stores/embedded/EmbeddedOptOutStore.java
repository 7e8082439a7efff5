package io.jukwaa.stores.embedded;

import io.jukwaa.store.OptOutStore;
import io.jukwaa.stores.format.Time;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Opt-outs, one row an address. */
final class EmbeddedOptOutStore implements OptOutStore {
  private static final String COLUMNS = "select address_type, address, message_id, created_at from opt_out where tenant = ?";

  private final EmbeddedDatabase database;

  EmbeddedOptOutStore(EmbeddedDatabase database) {
    this.database = database;
  }

  @Override
  public @Nullable OptOut find(String tenant, String addressType, String address) {
    return database
        .read(sql -> sql.first(COLUMNS + " and address_type = ? and address = ?", EmbeddedOptOutStore::optOut,
            tenant, addressType, address));
  }

  @Override
  public void save(String tenant, OptOut optOut) {
    database.write(sql -> sql.run("insert into opt_out (tenant, address_type, address, message_id, created_at)"
        + " values (?, ?, ?, ?, ?) on conflict (tenant, address_type, address)"
        + " do update set message_id = excluded.message_id, created_at = excluded.created_at", tenant,
        optOut.addressType(), optOut.address(), optOut.messageId(), Time.micros(optOut.createdAt())));
  }

  @Override
  public void remove(String tenant, String addressType, String address) {
    database.write(sql -> sql.run("delete from opt_out where tenant = ? and address_type = ? and address = ?", tenant,
        addressType, address));
  }

  @Override
  public long count(String tenant) {
    return database.read(sql -> sql.number("select count(*) from opt_out where tenant = ?", tenant));
  }

  @Override
  public List<OptOut> list(String tenant, int limit) {
    return database.read(sql -> sql.all(COLUMNS + " order by created_at desc, address desc limit ?",
        EmbeddedOptOutStore::optOut, tenant, Math.max(limit, 0)));
  }

  static OptOut optOut(ResultSet row) throws SQLException {
    return new OptOut(row.getString(1), row.getString(2), row.getString(3), Time.instant(row.getLong(4)));
  }
}
