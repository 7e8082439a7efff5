package io.jukwaa.stores.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jukwaa.local.RedisProcess;
import io.jukwaa.resource.App;
import io.jukwaa.store.AppLog;
import io.jukwaa.store.StoreException;
import io.jukwaa.stores.contract.Samples;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of calls when the server is killed, hangs, comes back or forgets its scripts. */
final class RedisStoresTest {
  private static final App APP = Samples.app("a");
  private static final int MANY = 1 << 30;
  /** A call's two seconds, and as much again for a busy machine. */
  private static final Duration BOUND = Duration.ofSeconds(4);

  private final RedisProcess server = RedisProcess.start("always");
  private RedisStores stores;

  @BeforeEach
  void open() {
    stores = RedisStores.open(server.uri(), InstantSource.system());
  }

  @AfterEach
  void close() {
    stores.close();
    server.close();
  }

  @Test
  void namesTheAddressThatCannotBeReached() throws Exception {
    server.kill();
    String uri = server.uri().replace("//", "//user:secret@");
    assertThatThrownBy(() -> RedisStores.open(uri, InstantSource.system())).isInstanceOf(StoreException.class)
        .hasMessageStartingWith("redis: " + server.uri() + " (expected: a server that answers within 2000 ms; ")
        .hasMessageNotContaining("secret");
  }

  @Test
  void keepsWhatWasAcknowledgedWhenTheServerIsKilled() throws Exception {
    Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
    AtomicBoolean killed = new AtomicBoolean();
    AtomicInteger written = new AtomicInteger();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      IntStream.range(0, 20).forEach(writer -> threads.execute(() -> {
        for (int i = 0; !killed.get(); i++) {
          String key = writer + "-" + i;
          try {
            stores.keyValues().put("acme", key, "\"" + key + "\"", null, MANY);
            acknowledged.add(key);
            written.incrementAndGet();
          } catch (StoreException e) {
            return;
          }
        }
      }));
      Awaitility.await().until(() -> written.get() >= 2_000);
      server.kill();
      killed.set(true);
    }
    server.restart();
    awaitWorking();
    List<String> lost = acknowledged.stream().filter(key -> !("\"" + key + "\"").equals(stores.keyValues().get("acme",
        key))).toList();
    assertThat(lost).isEmpty();
    Map<String, String> all = stores.keyValues().list("acme", MANY);
    assertThat(stores.keyValues().put("acme", "one more", "1", null, MANY).keys()).isEqualTo(all.size() + 1);
  }

  @Test
  void failsEachCallInTimeWhileTheServerIsGoneAndWorksAgain() throws Exception {
    server.kill();
    assertThat(failuresOf(500)).hasSize(500).allSatisfy(took -> assertThat(took).isLessThan(BOUND));
    assertThat(failuresOf(500)).as("at once, once it has been gone for long").hasSize(500)
        .allSatisfy(took -> assertThat(took).isLessThan(Duration.ofSeconds(1)));
    assertThatThrownBy(() -> stores.locks().acquire("a", "u", Duration.ofSeconds(20)))
        .isInstanceOf(StoreException.class);
    server.restart();
    long back = System.nanoTime();
    awaitWorking();
    assertThat(Duration.ofNanos(System.nanoTime() - back)).isLessThan(Duration.ofSeconds(5));
    assertThat(stores.locks().acquire("a", "u", Duration.ofSeconds(1))).isNotNull();
  }

  @Test
  void givesUpAServerThatHangs() throws Exception {
    server.halt(true);
    assertThat(failuresOf(500)).hasSize(500).allSatisfy(took -> assertThat(took).isLessThan(BOUND));
    server.halt(false);
    long back = System.nanoTime();
    awaitWorking();
    assertThat(Duration.ofNanos(System.nanoTime() - back)).isLessThan(Duration.ofSeconds(5));
  }

  /** Where there is room for ten, a thousand neither pile up nor wait for each other's time. */
  @Test
  void refusesWhatItHasNoRoomFor() throws Exception {
    RedisConnectionSettings narrow = RedisConnectionSettings.of(server.uri()).withBounds(Duration.ofMillis(500), 10);
    try (RedisStores few = RedisStores.open(narrow, InstantSource.system())) {
      server.halt(true);
      Queue<String> reasons = new ConcurrentLinkedQueue<>();
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        IntStream.range(0, 1_000).forEach(_ -> threads.execute(() -> {
          try {
            few.keyValues().get("acme", "k");
          } catch (StoreException e) {
            reasons.add(String.valueOf(e.getMessage()));
          }
        }));
      } finally {
        server.halt(false);
      }
      assertThat(reasons).hasSize(1_000);
      assertThat(reasons).anySatisfy(reason -> assertThat(reason).contains("has left 10 calls unanswered"));
    }
  }

  @Test
  void tellsWhoAsksThatAWriteNobodyWaitedForIsLost() throws Exception {
    stores.appLog().append(APP, 20, "kept");
    stores.durability().flush();
    server.halt(true);
    stores.appLog().append(APP, 20, "perhaps lost");
    CompletableFuture<Void> told = stores.durability().flushed().toCompletableFuture();
    assertThat(told).isNotDone();
    server.kill();
    assertThatThrownBy(told::join).hasCauseInstanceOf(StoreException.class);
    server.restart();
    awaitWorking();
    stores.durability().flush();
    assertThat(stores.appLog().tail(APP, 10)).first().satisfies(line -> assertThat(line.text()).isEqualTo("kept"));
  }

  /** As one does whose disk is full. */
  @Test
  void saysThatAServerTakesNoChanges() {
    memory("1");
    assertThatThrownBy(() -> stores.keyValues().put("acme", "k", "1", null, MANY)).isInstanceOf(StoreException.class)
        .hasMessageContaining("OOM command not allowed");
    Awaitility.await("it is noticed").until(() -> stores.availability().trouble(),
        trouble -> trouble != null && trouble.startsWith("redis: redis://") && trouble.contains("OOM"));
    memory("0");
    Awaitility.await("it takes changes again").until(() -> stores.availability().trouble() == null);
    assertThat(stores.keyValues().put("acme", "k", "1", null, MANY).stored()).isTrue();
  }

  private void memory(String bytes) {
    stores.link().ask(Request.cmd(Command.CONFIG).arg("SET").arg("maxmemory").arg(bytes));
  }

  /** That a run has failed is in no other place. */
  @Test
  void sendsALineAgainThatWasWrittenWhileTheServerWasGone() throws Exception {
    App app = Samples.app("survey");
    server.kill();
    stores.appLog().append(app, AppLog.ERROR, "message m: lost");
    server.restart();
    Awaitility.await("the line is there").ignoreExceptionsInstanceOf(StoreException.class)
        .until(() -> stores.appLog().tail(app, 10).stream().map(AppLog.Line::text).toList(),
            lines -> lines.equals(List.of("message m: lost")));
  }

  @Test
  void teachesTheServerItsScriptsAnew() {
    stores.keyValues().put("acme", "k", "1", null, MANY);
    stores.link().ask(Request.cmd(Command.SCRIPT).arg("FLUSH"));
    assertThat(stores.keyValues().increment("acme", "k", 1, MANY).value()).isEqualTo(2);
    stores.appLog().append(APP, 20, "one");
    stores.durability().flush();
    assertThat(stores.appLog().tail(APP, 10)).hasSize(1);
  }

  @Test
  void refusesAnEventLoop() {
    CompletableFuture<String> outcome = new CompletableFuture<>();
    stores.link().every(Duration.ofMillis(1), () -> {
      try {
        outcome.complete("it was served " + stores.keyValues().get("acme", "k"));
      } catch (IllegalStateException e) {
        outcome.complete(String.valueOf(e.getMessage()));
      }
    });
    assertThat(outcome).succeedsWithin(RealRedis.patience())
        .isEqualTo("a store was called on an event loop, which would wait for itself");
  }

  @Test
  void refusesSettingsItCannotUse() {
    assertThatThrownBy(() -> RedisConnectionSettings.of("http://user:secret@host"))
        .hasMessage(
            "redis: http://…@host (expected: redis://[user:password@]host[:port][/database], or rediss:// for TLS)");
    assertThatThrownBy(() -> RedisConnectionSettings.of(server.uri()).withNode("a b"))
        .hasMessageStartingWith("redis node: a b (expected: ");
    assertThat(RedisConnectionSettings.of("redis://user:secret@host/3").toString()).contains("redis://host:6379/3")
        .doesNotContain("secret");
  }

  /** How long each of so many calls at once took to fail. */
  private List<Duration> failuresOf(int calls) {
    Queue<Duration> failures = new ConcurrentLinkedQueue<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      IntStream.range(0, calls).forEach(i -> threads.execute(() -> {
        long begun = System.nanoTime();
        try {
          stores.keyValues().put("acme", "k" + i, "1", null, MANY);
        } catch (StoreException e) {
          failures.add(Duration.ofNanos(System.nanoTime() - begun));
        }
      }));
    }
    return new ArrayList<>(failures);
  }

  private void awaitWorking() {
    Awaitility.await().ignoreExceptions().atMost(RealRedis.patience())
        .until(() -> stores.keyValues().get("acme", "nothing") == null);
  }
}
