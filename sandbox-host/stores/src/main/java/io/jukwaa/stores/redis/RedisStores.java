package io.jukwaa.stores.redis;

import io.jukwaa.store.AppLog;
import io.jukwaa.store.Availability;
import io.jukwaa.store.ChannelStatusStore;
import io.jukwaa.store.Durability;
import io.jukwaa.store.KeyValueStore;
import io.jukwaa.store.Outbox;
import io.jukwaa.store.SessionStore;
import io.jukwaa.store.StoreException;
import io.jukwaa.store.UsageStore;
import io.jukwaa.store.UserLocks;
import io.jukwaa.stores.copy.Kept;
import io.jukwaa.stores.copy.Target;
import io.jukwaa.stores.repeat.RepeatedWrites;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the hosts of one installation keep on a Redis server.
 *
 * <p>All stores are thread-safe and block; they are for virtual threads, other threads may call too, an event loop is
 * refused. When the server is gone each call fails within {@link RedisConnectionSettings#timeout} with
 * {@link StoreException}, at once when it has been gone for longer, and the connection is sought again at least once a
 * second. A write that failed because there was no answer may have been done nevertheless.
 */
public final class RedisStores implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RedisStores.class);

  private final RedisConnectionSettings settings;
  private final Vertx vertx;
  private final InstantSource clock;
  private final RedisLink link;
  private final KeyNames names;
  private final UnawaitedWrites unawaited = new UnawaitedWrites();
  private final RepeatedWrites repeated;
  private final KeyValueStore keyValues;
  private final SessionStore sessions;
  private final AppLog appLog;
  private final RedisUsageStore usage;
  private final ChannelStatusStore channelStatus;
  private final RedisUserLocks locks;
  private final RedisInbox inbox;
  private final RedisOutbox outbox;
  private final AtomicBoolean closed = new AtomicBoolean();

  private RedisStores(RedisConnectionSettings settings, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
    vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setFileSystemOptions(
        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
    link = new RedisLink(vertx, settings);
    repeated = new RepeatedWrites(settings.timeout());
    names = new KeyNames(settings.prefix());
    keyValues = new RedisKeyValueStore(link, names, clock, settings.lease());
    sessions = new RedisSessionStore(link, unawaited, names, clock);
    appLog = new RedisAppLog(link, unawaited, repeated, names, clock);
    usage = new RedisUsageStore(link, unawaited, names);
    channelStatus = new RedisChannelStatusStore(link, names);
    locks = new RedisUserLocks(link, names, settings, clock);
    inbox = new RedisInbox(link, repeated, names, locks.node());
    outbox = new RedisOutbox(link, names, clock);
  }

  /**
   * Connects, with the defaults.
   *
   * @throws StoreException names the address, if it cannot be reached
   */
  public static RedisStores open(String uri, InstantSource clock) {
    return open(RedisConnectionSettings.of(uri), clock);
  }

  /**
   * Connects.
   *
   * @param clock tells what has expired, and when a log line was written or a message put into the outbox
   * @throws StoreException names the address, if it cannot be reached
   */
  public static RedisStores open(RedisConnectionSettings settings, InstantSource clock) {
    RedisStores stores = new RedisStores(settings, clock);
    try {
      stores.link.awaitConnected();
      stores.locks.start();
      return stores;
    } catch (RuntimeException e) {
      stores.disconnect();
      throw e;
    }
  }

  /** When what the stores were given is acknowledged by the server. */
  public Durability durability() {
    return unawaited;
  }

  /** Trouble while there is no connection, and while the server refuses changes. */
  public Availability availability() {
    return () -> {
      String absence = link.trouble();
      return absence == null ? locks.trouble() : absence;
    };
  }

  /** How many commands and scripts were sent so far. */
  public long calls() {
    return link.calls();
  }

  public KeyValueStore keyValues() {
    return keyValues;
  }

  public SessionStore sessions() {
    return sessions;
  }

  public AppLog appLog() {
    return appLog;
  }

  public UsageStore usage() {
    return usage;
  }

  public ChannelStatusStore channelStatus() {
    return channelStatus;
  }

  public UserLocks locks() {
    return locks;
  }

  /** Hosts of the installation that live, this process not among them. */
  public List<String> otherNodes() {
    String all = names.node("");
    return keys(all).stream().map(key -> key.substring(all.length())).filter(node -> !node.equals(locks.node()))
        .toList();
  }

  /** Whether the installation keeps nothing here but that this process lives. */
  public boolean isEmpty() {
    return keys(settings.prefix() + ":").stream().allMatch(names.node(locks.node())::equals);
  }

  private List<String> keys(String beginning) {
    Set<String> keys = new TreeSet<>(); // one may be given twice
    String cursor = "0";
    do {
      Response page = Objects.requireNonNull(
          link.ask(Request.cmd(Command.SCAN).arg(cursor).arg("MATCH").arg(beginning + "*").arg("COUNT").arg(1_000)));
      page.get(1).forEach(key -> keys.add(key.toString()));
      cursor = page.get(0).toString();
    } while (!cursor.equals("0"));
    return List.copyOf(keys);
  }

  /** Takes what another engine kept; hosts must not run meanwhile. */
  public Target<Kept.Passing> target() {
    return new RedisTarget(link, names, clock, sessions, inbox, outbox, usage);
  }

  /** Its holder is the one that {@link #locks} show to live. */
  public RedisInbox inbox() {
    return inbox;
  }

  public Outbox outbox() {
    return outbox;
  }

  /** Lets the locks go, waits for what is on its way, as long as a call may take, then disconnects. Once is enough. */
  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    repeated.close();
    try {
      locks.stop();
    } catch (StoreException e) {
      LOG.warn("Locks are not let go, others wait for some seconds: {}", e.getMessage());
    }
    unawaited.flushed().toCompletableFuture().exceptionally(_ -> null)
        .completeOnTimeout(null, settings.timeout().toMillis(), TimeUnit.MILLISECONDS).join();
    disconnect();
  }

  private void disconnect() {
    link.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  /** For what only tests ask the server. */
  RedisLink link() {
    return link;
  }
}
