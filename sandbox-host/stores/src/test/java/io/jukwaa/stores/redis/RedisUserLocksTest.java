package io.jukwaa.stores.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jukwaa.resource.Lease;
import io.jukwaa.store.StoreException;
import io.jukwaa.store.UserLocks;
import io.jukwaa.stores.contract.UserLocksContract;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class RedisUserLocksTest extends UserLocksContract {
  private final RedisConnectionSettings settings = RealRedis.settings();
  private final KeyNames names = new KeyNames(settings.prefix());
  private RedisStores stores;
  private RedisStores otherHost;

  @BeforeEach
  void open() {
    stores = RedisStores.open(settings.withNode("one"), InstantSource.system());
    otherHost = RedisStores.open(settings.withNode("other"), InstantSource.system());
  }

  @AfterEach
  void close() {
    stores.close();
    otherHost.close();
    RealRedis.forget(settings);
  }

  @Override
  protected UserLocks locks() {
    return stores.locks();
  }

  @Override
  protected UserLocks others() {
    return otherHost.locks();
  }

  /** With a lease of a minute, only the missing sign of life can have freed it. */
  @Test
  void freesTheLocksOfAKilledHostWithinSeconds() throws Exception {
    Process child = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-XX:TieredStopAtLevel=1",
        "-Xmx256m", "-cp", System.getProperty("java.class.path"), LockingChild.class.getName(), settings.uri(),
        settings.prefix()).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try {
      long token = tokenIn(child);
      assertThat(locks().acquire("a", "u", Duration.ofMillis(50))).isNull();
      child.destroyForcibly().waitFor();
      long killed = System.nanoTime();
      assertThat(taken(locks(), "a", "u").token()).isGreaterThan(token);
      assertThat(Duration.ofNanos(System.nanoTime() - killed)).isLessThan(Duration.ofSeconds(5));
    } finally {
      child.destroyForcibly().waitFor();
    }
  }

  @Test
  void freesTheLocksOfAHostThatEndsAtOnce() {
    Lease first = taken(others(), "a", "u");
    otherHost.close();
    assertThat(taken(locks(), "a", "u").token()).isGreaterThan(first.token());
    assertThatThrownBy(() -> others().acquire("a", "v", LONG)).isInstanceOf(StoreException.class)
        .hasMessageContaining("closed");
    others().release(first);
    assertThat(locks().acquire("a", "u", Duration.ZERO)).isNull();
  }

  @Test
  void endsALeaseNobodyReleases() {
    RedisConnectionSettings brief = new RedisConnectionSettings(settings.uri(), null, settings.prefix(), "brief",
        settings.timeout(), 100, Duration.ofMillis(200));
    try (RedisStores host = RedisStores.open(brief, InstantSource.system())) {
      Lease lost = taken(host.locks(), "a", "u");
      Lease next = taken(locks(), "a", "u");
      host.locks().release(lost);
      assertThat(others().acquire("a", "u", Duration.ZERO)).as("is still of %s", next).isNull();
    }
  }

  /** The host that has it wants it again at once, but the other came first. */
  @Test
  void letsHostsTakeTurns() throws Exception {
    Lease first = taken(locks(), "a", "u");
    List<String> order = new CopyOnWriteArrayList<>();
    Thread other = Thread.startVirtualThread(() -> {
      Lease lease = taken(others(), "a", "u");
      order.add("other");
      others().release(lease);
    });
    Awaitility.await().until(() -> RedisLink.number(stores.link().ask(
        Request.cmd(Command.HLEN).arg(names.queue("a", "u")))) == 1);
    locks().release(first);
    Lease second = taken(locks(), "a", "u");
    order.add("one");
    locks().release(second);
    other.join();
    assertThat(order).containsExactly("other", "one");
  }

  @Test
  void growsTokensThoughTheServerHasForgottenThem() {
    Lease first = taken(locks(), "a", "u");
    locks().release(first);
    stores.link().ask(Request.cmd(Command.DEL).arg(names.token()));
    assertThat(taken(locks(), "a", "u").token()).isGreaterThan(first.token());
  }

  @Test
  void leavesNothingButTheTokenBehind() {
    locks().release(taken(locks(), "a", "u"));
    assertThat(others().acquire("a", "u", LONG)).isNotNull();
    assertThat(locks().acquire("a", "u", Duration.ZERO)).isNull();
    Awaitility.await().until(() -> RedisLink.number(stores.link().ask(
        Request.cmd(Command.EXISTS).arg(names.queue("a", "u")))) == 0);
    assertThat(RedisLink.number(stores.link().ask(Request.cmd(Command.PTTL).arg(names.lock("a", "u")))))
        .isBetween(1L, settings.lease().toMillis());
  }

  private static long tokenIn(Process child) throws Exception {
    String said = child.inputReader().readLine();
    assertThat(said).as("the child's token").isNotNull();
    return Long.parseLong(said);
  }
}
