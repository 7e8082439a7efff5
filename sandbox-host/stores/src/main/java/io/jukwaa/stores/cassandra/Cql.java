package io.jukwaa.stores.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.jukwaa.store.StoreException;
import io.jukwaa.stores.repeat.RepeatedWrites;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Prepared statements on one session. Thread-safe; what awaits blocks for the request timeout at most. */
final class Cql implements AutoCloseable {
  private static final ScopedValue<Boolean> CHANGING = ScopedValue.newInstance();

  private static final int FEW = 50;
  /** Cassandra's word for as many as the session says. */
  private static final int ALL = 0;

  private final CqlSession session;
  private final Map<String, CompletableFuture<PreparedStatement>> prepared = new ConcurrentHashMap<>();
  private final InFlight inFlight = new InFlight();
  private final LongAdder calls = new LongAdder();
  private final RepeatedWrites repeated;

  Cql(CqlSession session, RepeatedWrites repeated) {
    this.session = session;
    this.repeated = repeated;
  }

  boolean isConnected() {
    return session.getMetadata().getNodes().values().stream().anyMatch(node -> node.getOpenConnections() > 0);
  }

  /** How many statements were sent so far. */
  long calls() {
    return calls.sum();
  }

  /** For what nobody waits for and may be written twice. */
  RepeatedWrites repeated() {
    return repeated;
  }

  InFlight inFlight() {
    return inFlight;
  }

  /** Sends a statement that may be carried out twice without harm: the driver may repeat it on another node. */
  CompletableFuture<AsyncResultSet> send(String statement, @Nullable Object... values) {
    return send(statement, true, ALL, values);
  }

  /** Sends a statement that may not: one that adds to a counter or has a condition. */
  CompletableFuture<AsyncResultSet> sendOnce(String statement, @Nullable Object... values) {
    return send(statement, false, ALL, values);
  }

  /** Carries out a statement with a condition. */
  AsyncResultSet compareAndSet(String statement, @Nullable Object... values) {
    return await(sendOnce(statement, values));
  }

  /** Every row of the answer; further pages are fetched as they are asked for. */
  Iterator<Row> rows(String statement, @Nullable Object... values) {
    return new PagedRows(await(send(statement, values)));
  }

  /** Sends a question whose answer is mostly read to its first few rows only: no more of them are fetched at once. */
  CompletableFuture<AsyncResultSet> sendForFew(String statement, @Nullable Object... values) {
    return send(statement, true, FEW, values);
  }

  @Nullable
  Row first(String statement, @Nullable Object... values) {
    return await(send(statement, values)).one();
  }

  /** Lets a write end by itself: {@link InFlight} knows of it. */
  void later(CompletableFuture<?> write) {
    inFlight.add(write);
  }

  /** Runs a caller's code that must not call a store. */
  static <T> T calling(Supplier<T> code) {
    return ScopedValue.where(CHANGING, true).call(code::get);
  }

  /** @throws StoreException for whatever the driver has to say */
  static <T> T await(CompletableFuture<T> answer) {
    try {
      return answer.join();
    } catch (CompletionException e) {
      throw refusal(e);
    }
  }

  /** Waits for all of them, also when one has failed. */
  static void awaitAll(Collection<? extends CompletableFuture<?>> answers) {
    await(CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new)));
  }

  static StoreException refusal(Throwable failure) {
    Throwable cause = failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
    return cause instanceof StoreException known
        ? known
        : new StoreException("cassandra: " + cause.getMessage() + " (expected: an answer)", cause);
  }

  @Override
  public void close() {
    repeated.close();
    inFlight.settle();
    session.close();
  }

  /** @param atOnce rows fetched together; {@link #ALL} leaves it to the session */
  private CompletableFuture<AsyncResultSet> send(String statement, boolean idempotent, int atOnce,
      @Nullable Object... values) {
    if (CHANGING.isBound()) {
      throw new IllegalStateException("a change of a contact called a store (expected: a short change by itself)");
    }
    calls.increment();
    return prepared(statement).thenCompose(ready -> session
        .executeAsync(ready.boundStatementBuilder(Arrays.copyOf(values, values.length, Object[].class))
            .setIdempotence(idempotent).setPageSize(atOnce).build()));
  }

  /** Once for each statement; one that could not be prepared is tried anew the next time. */
  private CompletableFuture<PreparedStatement> prepared(String statement) {
    CompletableFuture<PreparedStatement> known = prepared.get(statement);
    if (known != null && !known.isCompletedExceptionally()) {
      return known;
    }
    CompletableFuture<PreparedStatement> fresh = session.prepareAsync(statement).toCompletableFuture();
    prepared.put(statement, fresh);
    return fresh;
  }
}
