package io.jukwaa.stores.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jukwaa.store.StoreException;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who is told when, by a disk that takes its time and may refuse. */
final class FlusherTest {
  private final HeldDisk disk = new HeldDisk();
  private final Flusher flusher = new Flusher(disk);

  /** A disk that flushes when it is let. */
  private static final class HeldDisk implements Flusher.Disk {
    final Semaphore begun = new Semaphore(0);
    final Semaphore let = new Semaphore(0);
    final AtomicInteger flushes = new AtomicInteger();
    final AtomicReference<@Nullable IOException> refusal = new AtomicReference<>();
    final AtomicReference<@Nullable Error> failure = new AtomicReference<>();

    @Override
    public void flush() throws IOException {
      begun.release();
      let.acquireUninterruptibly();
      Error failed = failure.get();
      if (failed != null) {
        throw failed;
      }
      IOException refused = refusal.get();
      if (refused != null) {
        throw refused;
      }
      flushes.incrementAndGet();
    }

    @Override
    public void close() {
      let.release(1_000);
    }
  }

  @AfterEach
  void stop() {
    disk.let.release(1_000);
    flusher.close();
  }

  @Test
  void tellsAtOnceThatNothingWaits() {
    assertThat(asked()).isCompleted();
  }

  @Test
  void tellsWhenTheDiskHasIt() {
    CompletableFuture<Void> told = flushUnderWay();
    assertThat(told).isNotDone();
    disk.let.release();
    told.join();
    assertThat(asked()).isCompleted();
    assertThat(flusher.trouble()).isNull();
    assertThat(disk.flushes).hasValue(1);
  }

  @Test
  void doesNotCountAFlushThatBeganBeforeTheCommit() {
    CompletableFuture<Void> first = flushUnderWay();
    commit();
    CompletableFuture<Void> second = asked();
    disk.let.release();
    first.join();
    disk.begun.acquireUninterruptibly();
    assertThat(second).isNotDone();
    disk.let.release();
    second.join();
  }

  /** Another thread may see what is committed before the one that commits is told that it is. */
  @Test
  void waitsForACommitThatIsUnderWay() {
    CompletableFuture<Void> first = flushUnderWay();
    flusher.committing();
    CompletableFuture<Void> reader = asked();
    disk.let.release();
    first.join();
    assertThat(reader).isNotDone();
    flusher.committed();
    disk.begun.acquireUninterruptibly();
    assertThat(reader).isNotDone();
    disk.let.release();
    reader.join();
  }

  @Test
  void survivesAnErrorByRefusing() {
    disk.failure.set(new StackOverflowError());
    commit();
    CompletableFuture<Void> told = asked();
    disk.let.release();
    assertThatThrownBy(told::join).hasCauseInstanceOf(StoreException.class);
  }

  @Test
  void sharesOneFlushAmongAllWhoWait() {
    CompletableFuture<Void> first = flushUnderWay();
    CompletableFuture<?>[] others = new CompletableFuture<?>[100];
    for (int i = 0; i < others.length; i++) {
      commit();
      others[i] = asked();
    }
    disk.let.release(2);
    CompletableFuture.allOf(others).join();
    assertThat(first).isCompleted();
    assertThat(disk.flushes).hasValue(2);
  }

  @Test
  void flushesWhatNobodyAskedFor() {
    commit();
    disk.let.release();
    disk.begun.acquireUninterruptibly();
    flusher.close();
    assertThat(disk.flushes).hasValue(1);
  }

  @Test
  void refusesEverythingOnceTheDiskHasRefused() {
    disk.refusal.set(new IOException("Input/output error"));
    CompletableFuture<Void> during = flushUnderWay();
    commit();
    CompletableFuture<Void> behind = asked();
    disk.let.release();
    assertThatThrownBy(during::join).hasRootCauseMessage("Input/output error");
    assertThatThrownBy(behind::join).hasRootCauseMessage("Input/output error");
    disk.refusal.set(null);
    assertThatThrownBy(flusher::flush).isInstanceOf(StoreException.class)
        .hasMessageContaining("until the host is started again");
    assertThatThrownBy(flusher::check).isInstanceOf(StoreException.class);
    assertThat(flusher.trouble()).contains("Input/output error");
    assertThat(disk.flushes).hasValue(0);
  }

  /** A commit whose flush has begun and waits for the disk; who is told when it ends. */
  private CompletableFuture<Void> flushUnderWay() {
    commit();
    CompletableFuture<Void> told = asked();
    disk.begun.acquireUninterruptibly();
    return told;
  }

  private void commit() {
    flusher.committing();
    flusher.committed();
  }

  private CompletableFuture<Void> asked() {
    return flusher.flushed().toCompletableFuture();
  }
}
