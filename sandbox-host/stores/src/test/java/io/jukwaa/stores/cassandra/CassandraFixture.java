package io.jukwaa.stores.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import io.jukwaa.stores.contract.SettableClock;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A keyspace for each test class, with its stores open; emptied before each test. */
final class CassandraFixture implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {
  private final SettableClock clock = new SettableClock();
  private final UnaryOperator<CassandraSettings> adjustment;
  private @Nullable CassandraSettings settings;
  private @Nullable CqlSession session;
  private @Nullable CassandraStores stores;

  CassandraFixture() {
    this(UnaryOperator.identity());
  }

  CassandraFixture(UnaryOperator<CassandraSettings> adjustment) {
    this.adjustment = adjustment;
  }

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    settings = adjustment.apply(RealCassandra.get().freshSettings());
    CassandraStores.open(settings, clock).close();
    session = RealCassandra.get().session(settings.keyspace());
  }

  /** New stores each time: what they remember belongs to the rows that are gone. */
  @Override
  public void beforeEach(ExtensionContext context) {
    if (stores != null) {
      stores.close();
    }
    RealCassandra.clear(session());
    stores = CassandraStores.open(settings(), clock);
  }

  @Override
  public void afterAll(ExtensionContext context) {
    if (stores != null) {
      stores.close();
    }
    session().execute("drop keyspace " + settings().keyspace());
    session().close();
  }

  CassandraSettings settings() {
    return Objects.requireNonNull(settings, "beforeAll");
  }

  CqlSession session() {
    return Objects.requireNonNull(session, "beforeAll");
  }

  CassandraStores stores() {
    return Objects.requireNonNull(stores, "beforeEach");
  }

  SettableClock clock() {
    return clock;
  }
}
