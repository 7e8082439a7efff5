package io.jukwaa.server.http;

import io.jukwaa.message.InvalidFieldException;
import io.jukwaa.server.Json;
import io.jukwaa.server.people.lists.ImportListener;
import io.jukwaa.store.StoreException;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An answer that is given while it comes to be: a JSON object a line, the last with what came of it, or {@code error}. For
 * one virtual thread, which waits while the caller takes nothing.
 */
final class JsonLines implements ImportListener {
  private static final Logger LOG = LoggerFactory.getLogger(JsonLines.class);
  private static final int CHUNK = 32 * 1024;

  private final HttpServerResponse response;
  private boolean gone;

  JsonLines(RoutingContext ctx, String type) {
    response = ctx.response().setChunked(true).putHeader("Content-Type", type).putHeader("Cache-Control", "no-store");
  }

  /**
   * Does the work and ends the answer with what it gives.
   *
   * @throws InvalidFieldException if what is asked for is refused before anything was answered
   */
  void end(Supplier<Map<String, @Nullable Object>> work) {
    try {
      write(work.get());
    } catch (InvalidFieldException e) {
      if (!response.headWritten()) {
        response.setChunked(false);
        throw e;
      }
      write(Map.of("error", String.valueOf(e.getMessage())));
    } catch (StoreException e) {
      write(Map.of("error", String.valueOf(e.getMessage())));
    } catch (RuntimeException e) {
      LOG.error("people: an answer was broken off", e);
      write(Map.of("error", "host: something went wrong there (expected: see its log)"));
    }
    if (!gone) {
      response.end();
    }
  }

  @Override
  public void at(long lines) {
    write(Map.of("lines", lines));
  }

  @Override
  public void refused(Refusal refusal) {
    write(Map.of("refused", Map.of("line", refusal.line(), "reason", refusal.reason(), "cells", refusal.cells())));
  }

  /** When nobody listens any more, who asked has gone: there is nothing to do for them. */
  @Override
  public boolean isStopped() {
    return gone;
  }

  void misfit(String text) {
    write(Map.of("misfit", text));
  }

  /** What is written to it goes into lines of their own. */
  Writer texts() {
    return new BufferedWriter(new Writer() {
      @Override
      public void write(char[] text, int from, int length) throws IOException {
        JsonLines.this.write(Map.of("csv", String.valueOf(text, from, length)));
        if (gone) {
          throw new IOException("the caller has gone");
        }
      }

      @Override
      public void flush() {}

      @Override
      public void close() {}
    }, CHUNK);
  }

  private void write(Map<String, ? extends @Nullable Object> line) {
    if (gone) {
      return;
    }
    try {
      response.write(Json.text(line) + '\n').toCompletionStage().toCompletableFuture().join();
    } catch (CompletionException | IllegalStateException e) {
      gone = true;
    }
  }
}
