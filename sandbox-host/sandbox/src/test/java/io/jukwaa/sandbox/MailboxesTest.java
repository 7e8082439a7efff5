package io.jukwaa.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MailboxesTest {
  @Test
  void doesTheTasksOfOneKeyInOrderAndNeverTwoAtOnce() {
    ConcurrentHashMap<Integer, List<Integer>> done = new ConcurrentHashMap<>();
    AtomicInteger overlaps = new AtomicInteger();
    ConcurrentHashMap<Integer, Boolean> busy = new ConcurrentHashMap<>();
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      Mailboxes mailboxes = new Mailboxes(executor);
      for (int i = 0; i < 10_000; i++) {
        int key = i % 7;
        int number = i;
        mailboxes.put(key, () -> {
          if (busy.put(key, true) != null) {
            overlaps.incrementAndGet();
          }
          done.computeIfAbsent(key, _ -> Collections.synchronizedList(new ArrayList<>())).add(number);
          Thread.onSpinWait();
          busy.remove(key);
        });
      }
    }
    assertThat(overlaps).hasValue(0);
    assertThat(done).hasSize(7).allSatisfy((_, numbers) -> assertThat(numbers).isSorted());
    assertThat(done.values().stream().mapToInt(List::size).sum()).isEqualTo(10_000);
  }

  @Test
  void letsOtherKeysGoOn() throws InterruptedException {
    CountDownLatch other = new CountDownLatch(1);
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      Mailboxes mailboxes = new Mailboxes(executor);
      mailboxes.put("a", () -> {
        try {
          other.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      });
      mailboxes.put("b", other::countDown);
      other.await();
    }
  }

  @Test
  void goesOnAfterATaskThatThrows() {
    Steps steps = new Steps();
    List<String> done = new ArrayList<>();
    steps.mailboxes.put("a", () -> {
      throw new IllegalStateException("thrown by a test");
    });
    steps.mailboxes.put("a", () -> done.add("next"));
    steps.all();
    steps.mailboxes.put("a", () -> done.add("later"));
    steps.all();
    assertThat(done).containsExactly("next", "later");
  }

  @Test
  void forgetsAKeyWithNothingToDo() {
    Steps steps = new Steps();
    steps.mailboxes.put("a", () -> assertThat(steps.mailboxes.active()).isEqualTo(2));
    steps.mailboxes.put("b", () -> steps.mailboxes.put("b", () -> {}));
    assertThat(steps.mailboxes.active()).isEqualTo(2);
    steps.all();
    assertThat(steps.mailboxes.active()).isZero();
  }

  @Test
  void waitsUntilNothingIsLeftButNoLongerThanItIsTold() {
    CountDownLatch gate = new CountDownLatch(1);
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      Mailboxes mailboxes = new Mailboxes(executor);
      AtomicInteger done = new AtomicInteger();
      mailboxes.put("a", () -> {
        try {
          gate.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      });
      mailboxes.put("a", () -> mailboxes.put("b", done::incrementAndGet));
      assertThat(mailboxes.awaitIdle(Duration.ofMillis(1))).isFalse();
      gate.countDown();
      assertThat(mailboxes.awaitIdle(Duration.ofMinutes(1))).isTrue();
      assertThat(done).hasValue(1);
    }
  }

  /** Mailboxes whose work is done when the test says so, on its own thread. */
  private static final class Steps {
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private final Mailboxes mailboxes = new Mailboxes(waiting::add);

    void all() {
      for (Runnable next = waiting.poll(); next != null; next = waiting.poll()) {
        next.run();
      }
    }
  }
}
