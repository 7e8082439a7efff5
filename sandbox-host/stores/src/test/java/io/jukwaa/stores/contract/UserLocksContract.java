package io.jukwaa.stores.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jukwaa.resource.Lease;
import io.jukwaa.store.StoreException;
import io.jukwaa.store.UserLocks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What all {@link UserLocks} do. */
public abstract class UserLocksContract {
  protected static final Duration LONG = Duration.ofSeconds(20);

  /** The locks of one host, of which nobody has any; the same for all of one test. */
  protected abstract UserLocks locks();

  /** The same locks as another host has them; the same object if there is but one host. */
  protected abstract UserLocks others();

  @Test
  void letsOneHaveItAtATime() {
    Lease first = taken(locks(), "a", "u");
    assertThat(locks().acquire("a", "u", Duration.ZERO)).isNull();
    assertThat(others().acquire("a", "u", Duration.ofMillis(20))).isNull();
    locks().release(first);
    assertThat(others().acquire("a", "u", LONG)).isNotNull();
  }

  @Test
  void givesEachAGreaterToken() {
    List<Long> tokens = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      UserLocks either = i % 2 == 0 ? locks() : others();
      Lease lease = taken(either, "a", "u");
      either.release(lease);
      tokens.add(lease.token());
    }
    assertThat(tokens).isSorted().doesNotHaveDuplicates().allMatch(token -> token > 0);
  }

  @Test
  void ignoresALeaseThatIsOver() {
    Lease first = taken(locks(), "a", "u");
    locks().release(first);
    Lease second = taken(locks(), "a", "u");
    locks().release(first);
    assertThat(others().acquire("a", "u", Duration.ZERO)).isNull();
    locks().release(second);
    locks().release(second);
    assertThat(others().acquire("a", "u", LONG)).isNotNull();
  }

  @Test
  void keepsAppsAndUsersApart() {
    for (String[] user : new String[][]{{"a", "b:c"}, {"a:b", "c"}, {"a", ""}, {"", "a"}, {"}", "\uD83D\uDE00"}}) {
      assertThat(locks().acquire(user[0], user[1], Duration.ZERO)).isNotNull();
      assertThat(others().acquire(user[0], user[1], Duration.ZERO)).isNull();
    }
  }

  @Test
  void wakesWhoWaits() throws Exception {
    Lease first = taken(locks(), "a", "u");
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Lease>> waiting = IntStream.range(0, 20).mapToObj(i -> threads.submit(() -> {
        UserLocks either = i % 2 == 0 ? locks() : others();
        Lease lease = taken(either, "a", "u");
        either.release(lease);
        return lease;
      })).toList();
      locks().release(first);
      for (Future<Lease> lease : waiting) {
        assertThat(lease.get().token()).isGreaterThan(first.token());
      }
    }
  }

  /** Without the lock some of these would be lost. */
  @Test
  void losesNoChangeOfManyAtOnce() {
    int[] counter = new int[1];
    long[] newest = new long[1];
    List<String> disorder = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      IntStream.range(0, 400).forEach(i -> threads.execute(() -> {
        UserLocks either = i % 2 == 0 ? locks() : others();
        Lease lease = taken(either, "a", "u");
        int before = counter[0];
        counter[0] = before + 1;
        if (lease.token() <= newest[0]) {
          disorder.add(lease + " after " + newest[0]);
        }
        newest[0] = lease.token();
        either.release(lease);
      }));
    }
    assertThat(counter[0]).isEqualTo(400);
    assertThat(disorder).isEmpty();
  }

  @Test
  void letsNobodyHaveWhatAnInterruptedThreadWaitedFor() throws Exception {
    Lease first = taken(locks(), "a", "u");
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      threads.submit(() -> {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> locks().acquire("a", "u", LONG)).isInstanceOf(StoreException.class);
        assertThat(Thread.interrupted()).isTrue();
      }).get();
    }
    locks().release(first);
    assertThat(others().acquire("a", "u", LONG)).isNotNull();
  }

  protected static Lease taken(UserLocks locks, String app, String user) {
    return Objects.requireNonNull(locks.acquire(app, user, LONG), "the lock did not come free");
  }
}
