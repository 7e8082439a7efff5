package io.jukwaa.stores.redis;

import io.jukwaa.store.StoreException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connection, made anew when it breaks or falls silent. Everything happens on one event loop.
 *
 * <p>Answers come in the order of the calls. So if the oldest call is late all others are behind it, and the connection
 * is given up: a server that hangs or a network that swallows everything would else hold them for minutes.
 */
final class Wire {
  private static final Logger LOG = LoggerFactory.getLogger(Wire.class);
  private static final long FIRST_PAUSE = 50;
  private static final long LONGEST_PAUSE = 1_000;
  private static final int LOOKS_WITHIN_TIMEOUT = 20;

  private final Vertx vertx;
  private final Context loop;
  private final RedisConnectionSettings settings;
  /** Sent and not answered. */
  private final Queue<Call> sent = new ArrayDeque<>();
  /** What came while there was no connection. */
  private final Queue<Call> waiting = new ArrayDeque<>();
  private final CompletableFuture<@Nullable Response> connected = new CompletableFuture<>();
  /** Owns the connection: closing a pooled connection would put it back, a silent one too. */
  private @Nullable Redis client;
  private @Nullable RedisConnection connection;
  /** Number of this connection or attempt at one: what is told of an earlier one comes too late. */
  private long current;
  private long lostAt = System.nanoTime();
  private long pause = FIRST_PAUSE;
  private String trouble = "not connected yet";
  private boolean closed;
  /** For other threads. */
  private volatile @Nullable String absence = "redis: not connected yet";

  Wire(Vertx vertx, Context loop, RedisConnectionSettings settings) {
    this.vertx = vertx;
    this.loop = loop;
    this.settings = settings;
  }

  void start() {
    vertx.setPeriodic(Math.max(10, settings.timeout().toMillis() / LOOKS_WITHIN_TIMEOUT), _ -> look());
    connect();
  }

  /** Completes with the first connection; fails if there is none in time. May be asked on any thread. */
  CompletableFuture<@Nullable Response> connected() {
    return connected;
  }

  /** Why there is no connection; null while there is one. May be asked on any thread. */
  @Nullable
  String absence() {
    return absence;
  }

  void send(Call call) {
    RedisConnection open = connection;
    if (open != null) {
      dispatch(open, call);
    } else if (closed || isAway()) {
      call.answer().completeExceptionally(unreachable());
    } else {
      waiting.add(call);
    }
  }

  void close() {
    closed = true;
    trouble = "closed";
    lose();
    failWaiting(false);
  }

  private void dispatch(RedisConnection open, Call call) {
    long number = current;
    sent.add(call);
    open.send(call.request()).onComplete(answer -> {
      sent.remove(call); // the first of them
      if (answer.succeeded()) {
        call.answer().complete(answer.result());
      } else if (call.otherwise() != null && isUnknownScript(answer.cause()) && number == current) {
        dispatch(open, new Call(call.otherwise(), null, call.deadline(), call.answer()));
      } else {
        call.answer().completeExceptionally(refused(answer.cause()));
      }
    });
  }

  private void look() {
    Call oldest = sent.peek();
    if (oldest != null && oldest.isLate()) {
      lost(current, new StoreException("no answer within " + settings.timeout(), null));
    }
    failWaiting(!isAway());
    if (connection == null && isAway()) {
      connected.completeExceptionally(unreachable());
    }
  }

  private void failWaiting(boolean lateOnly) {
    for (Call call = waiting.peek(); call != null && (!lateOnly || call.isLate()); call = waiting.peek()) {
      waiting.remove().answer().completeExceptionally(unreachable());
    }
  }

  private void connect() {
    if (closed) {
      return;
    }
    long number = ++current;
    Redis made = Redis.createClient(vertx, options());
    client = made;
    vertx.setTimer(settings.timeout().toMillis(), _ -> {
      if (number == current && connection == null) {
        lost(number, new StoreException("no answer within " + settings.timeout(), null));
      }
    });
    made.connect().compose(open -> greet(number, open)).onComplete(open -> {
      if (number != current) {
        return; // lost or closed meanwhile
      }
      if (open.succeeded()) {
        use(open.result());
      } else {
        lost(number, open.cause());
      }
    });
  }

  /** A server that is still reading its file answers, but not this. */
  private Future<RedisConnection> greet(long number, RedisConnection open) {
    open.exceptionHandler(cause -> loop.runOnContext(_ -> lost(number, cause)));
    open.endHandler(_ -> loop.runOnContext(_ -> lost(number, new StoreException("connection closed", null))));
    Future<@Nullable Response> greeted = open.send(Request.cmd(Command.PING));
    for (Script script : Script.values()) {
      greeted = greeted.compose(_ -> open.send(Request.cmd(Command.SCRIPT).arg("LOAD").arg(script.text())));
    }
    return greeted.map(open);
  }

  private void use(RedisConnection open) {
    LOG.info("Connected to {}", settings.address());
    connection = open;
    absence = null;
    pause = FIRST_PAUSE;
    connected.complete(null);
    for (Call call = waiting.poll(); call != null; call = waiting.poll()) {
      dispatch(open, call);
    }
  }

  private void lost(long number, Throwable cause) {
    if (number != current || closed) {
      return;
    }
    trouble = String.valueOf(cause.getMessage());
    if (connection != null) {
      LOG.warn("Lost {} ({}); {} calls fail", settings.address(), trouble, sent.size());
      lostAt = System.nanoTime();
    } else {
      LOG.debug("Cannot reach {} ({})", settings.address(), trouble);
    }
    lose();
    vertx.setTimer(pause, _ -> connect());
    pause = Math.min(2 * pause, LONGEST_PAUSE);
  }

  private void lose() {
    current++;
    Redis made = client;
    client = null;
    connection = null;
    absence = "redis: " + settings.address() + " (expected: a server that answers; " + trouble + ")";
    if (made != null) {
      made.close();
    }
    StoreException broken = new StoreException("redis: " + settings.address() + " did not answer (" + trouble
        + "); whether it did what was asked is not known", null);
    for (Call call = sent.poll(); call != null; call = sent.poll()) {
      call.answer().completeExceptionally(broken);
    }
  }

  private boolean isAway() {
    return connection == null && System.nanoTime() - lostAt > settings.timeout().toNanos();
  }

  private StoreException unreachable() {
    return new StoreException("redis: " + settings.address() + " (expected: a server that answers within "
        + settings.timeout().toMillis() + " ms; " + trouble + ")", null);
  }

  private StoreException refused(Throwable cause) {
    return new StoreException("redis: " + settings.address() + " refused (" + cause.getMessage() + ")", cause);
  }

  private static boolean isUnknownScript(Throwable cause) {
    return String.valueOf(cause.getMessage()).startsWith("NOSCRIPT");
  }

  /** As many again for locks given back, of which each was asked for before, and some for what nodes tell. */
  private int bound() {
    return Math.addExact(Math.multiplyExact(2, settings.mostInFlight()), 100);
  }

  private RedisOptions options() {
    int timeout = Math.toIntExact(settings.timeout().toMillis());
    NetClientOptions connecting = new NetClientOptions().setConnectTimeout(timeout).setTcpKeepAlive(true)
        .setTcpNoDelay(true).setHostnameVerificationAlgorithm("HTTPS");
    if (settings.trusted() != null) {
      connecting.setTrustOptions(new PemTrustOptions().addCertPath(settings.trusted().toAbsolutePath().toString()));
    }
    return new RedisOptions().setEndpoints(List.of(settings.uri())).setMaxPoolSize(1).setPoolCleanerInterval(-1)
        .setPoolRecycleTimeout(-1).setMaxWaitingHandlers(bound())
        .setNetClientOptions(connecting);
  }
}
