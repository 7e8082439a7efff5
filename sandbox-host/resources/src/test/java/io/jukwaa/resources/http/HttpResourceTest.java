package io.jukwaa.resources.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jukwaa.message.Fields;
import io.jukwaa.message.Stamp;
import io.jukwaa.message.UserMessage;
import io.jukwaa.resource.App;
import io.jukwaa.resource.Caller;
import io.jukwaa.resource.Command;
import io.jukwaa.resource.Reply;
import io.jukwaa.resource.Run;
import io.jukwaa.resource.Tenant;
import io.jukwaa.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HttpResourceTest {
  private static final HttpLimits LIMITS = new HttpLimits(1_000, Duration.ofSeconds(1), Duration.ofMillis(300), 20);

  @Test
  void refusesWhatATenantAsksForBeyondItsShare() throws InterruptedException, ExecutionException {
    Semaphore underWay = new Semaphore(0);
    Semaphore finish = new Semaphore(0);
    HttpResource resource = new HttpResource(request -> {
      underWay.release();
      finish.acquireUninterruptibly();
      return new FetchResponse(200, new byte[0]);
    }, LIMITS, () -> CompletableFuture.allOf());
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Reply>> first = new ArrayList<>();
      for (int i = 0; i < HttpResource.PARALLEL; i++) {
        first.add(threads.submit(() -> get(resource, "tenant-a")));
      }
      underWay.acquire(HttpResource.PARALLEL);
      assertThat(get(resource, "tenant-a"))
          .isEqualTo(Reply.failure("too many requests at the same time (expected: at most 32)"));
      Future<Reply> other = threads.submit(() -> get(resource, "tenant-b"));
      underWay.acquire();
      finish.release(HttpResource.PARALLEL + 1);
      assertThat(other.get()).isInstanceOf(Reply.Success.class);
      for (Future<Reply> reply : first) {
        assertThat(reply.get()).isInstanceOf(Reply.Success.class);
      }
    }
  }

  @Test
  void asksNobodyBeforeWhatTheAppStoredIsOnTheDisk() {
    CompletableFuture<Void> onDisk = new CompletableFuture<>();
    CompletableFuture<Void> asked = new CompletableFuture<>();
    AtomicBoolean fetched = new AtomicBoolean();
    HttpResource resource = new HttpResource(request -> {
      fetched.set(true);
      return new FetchResponse(200, new byte[0]);
    }, LIMITS, () -> {
      asked.complete(null);
      return onDisk;
    });
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Reply> reply = threads.submit(() -> get(resource, "tenant"));
      asked.join();
      assertThat(fetched).isFalse();
      onDisk.completeExceptionally(new StoreException("database: the disk refused a flush", null));
      assertThatThrownBy(reply::get).hasCauseInstanceOf(StoreException.class);
      assertThat(fetched).isFalse();
    }
  }

  private static Reply get(HttpResource resource, String tenant) {
    App app = new App("app", tenant, "app", "", "vumigo-0.3", Map.of(), Set.of(), false, Set.of());
    Caller caller = new Caller(new Tenant(tenant, false, 10, Set.of()), app, new NoRun());
    return resource.handle(caller, new Command("http.get", Fields.EMPTY.with("url", "http://example.org/")));
  }

  /** A run that sends nothing. */
  private static final class NoRun implements Run {
    @Override
    public @Nullable UserMessage inbound() {
      return null;
    }

    @Override
    public void send(UserMessage message) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Stamp replyStamp() {
      return new Stamp("1", Instant.EPOCH);
    }

    @Override
    public Stamp sendStamp() {
      return replyStamp();
    }

    @Override
    public void inherit(UserMessage inbound) {
      throw new UnsupportedOperationException();
    }
  }
}
