package io.jukwaa.stores.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.jukwaa.resource.Lease;
import io.jukwaa.store.UserLocks;
import io.jukwaa.stores.contract.SettableClock;
import io.jukwaa.stores.contract.UserLocksContract;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class EmbeddedUserLocksTest extends UserLocksContract {
  private final SettableClock clock = new SettableClock();
  private final EmbeddedUserLocks locks = new EmbeddedUserLocks(clock);

  @Override
  protected UserLocks locks() {
    return locks;
  }

  @Override
  protected UserLocks others() {
    return locks;
  }

  @AfterEach
  void keepsNothingOfLocksNobodyHas() {
    Lease lease = taken(locks, "another", "user");
    int before = locks.size();
    locks.release(lease);
    assertThat(locks.size()).isEqualTo(before - 1);
  }

  @Test
  void servesInTheOrderTheyCame() throws Exception {
    Lease first = taken(locks, "a", "u");
    List<Integer> order = new CopyOnWriteArrayList<>();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      int number = i;
      threads.add(Thread.startVirtualThread(() -> {
        Lease lease = taken(locks, "a", "u");
        order.add(number);
        locks.release(lease);
      }));
      Awaitility.await().until(() -> locks.waiting("a", "u") == number + 1);
    }
    locks.release(first);
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(order).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
  }

  @Test
  void forgetsWhoHasGivenUp() {
    Lease first = taken(locks, "a", "u");
    assertThat(locks.acquire("a", "u", Duration.ofMillis(5))).isNull();
    assertThat(locks.waiting("a", "u")).isZero();
    locks.release(first);
    assertThat(locks.size()).isZero();
  }

  @Test
  void givesGreaterTokensAfterARestart() {
    Lease before = taken(locks, "a", "u");
    clock.advance(Duration.ofMillis(1));
    assertThat(taken(new EmbeddedUserLocks(clock), "a", "u").token()).isGreaterThan(before.token());
  }
}
