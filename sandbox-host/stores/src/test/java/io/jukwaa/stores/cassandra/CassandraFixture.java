package io.jukwaa.stores.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import io.jukwaa.stores.contract.SettableClock;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Stores for a test class, over the keyspace that all tests of this JVM share.
 *
 * <p>Nothing is removed between tests, which would take Cassandra seconds each time: each stores under names of its
 * own.
 */
public final class CassandraFixture implements BeforeAllCallback, AfterAllCallback {
  private final SettableClock clock = new SettableClock();
  private final UnaryOperator<CassandraSettings> adjustment;
  private @Nullable CqlSession session;
  private @Nullable CassandraStores stores;

  public CassandraFixture() {
    this(UnaryOperator.identity());
  }

  CassandraFixture(UnaryOperator<CassandraSettings> adjustment) {
    this.adjustment = adjustment;
  }

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    CassandraSettings settings = adjustment.apply(RealCassandra.get().sharedSettings());
    stores = CassandraStores.open(settings, clock);
    session = RealCassandra.get().session(settings.keyspace());
  }

  @Override
  public void afterAll(ExtensionContext context) {
    stores().close();
    session().close();
  }

  /** To look behind the stores. */
  public CqlSession session() {
    return Objects.requireNonNull(session, "beforeAll");
  }

  public CassandraStores stores() {
    return Objects.requireNonNull(stores, "beforeAll");
  }

  public SettableClock clock() {
    return clock;
  }
}
