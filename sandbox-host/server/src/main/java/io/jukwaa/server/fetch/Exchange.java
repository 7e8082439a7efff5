package io.jukwaa.server.fetch;

import io.jukwaa.resources.http.FetchException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.RequestOptions;
import java.net.ConnectException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * One request and its response on a connection of their own. Vert.x calls back on an event loop; the blocking methods
 * are for the thread that waits. Whoever starts one must close it.
 */
final class Exchange implements AutoCloseable {
  private final int bodyBytes;
  private final CompletableFuture<HttpClientResponse> head = new CompletableFuture<>();
  private final CompletableFuture<Buffer> body = new CompletableFuture<>();
  /** Touched on the event loop only. */
  private final Buffer received = Buffer.buffer();
  private volatile boolean closed;
  private volatile @Nullable HttpClientRequest request;

  private Exchange(int bodyBytes) {
    this.bodyBytes = bodyBytes;
  }

  /** @param bodyBytes where the response is cut off and failed */
  static Exchange start(HttpClient client, RequestOptions options, @Nullable Buffer content, int bodyBytes) {
    Exchange exchange = new Exchange(bodyBytes);
    client.request(options).onComplete(request -> {
      exchange.opened(request);
      // Asked for before it can come: a response that is looked at later may have ended, and takes no handlers then.
      request.response().onComplete(exchange::arrived, exchange::failed);
      (content == null ? request.send() : request.send(content)).onFailure(exchange::failed);
    }, exchange::failed);
    return exchange;
  }

  /** Waits for status and headers. */
  HttpClientResponse head(TimeLeft time) {
    return await(head, time);
  }

  /** Waits for the end of the body. */
  byte[] body(TimeLeft time) {
    return await(body, time).getBytes();
  }

  /** Closes the connection, whatever it is doing. */
  @Override
  public void close() {
    closed = true;
    HttpClientRequest opened = request;
    if (opened != null) {
      opened.connection().close();
    }
  }

  static FetchException tooLong(String bytes, int limit) {
    return new FetchException("Received " + bytes + " bytes, maximum of " + limit + " bytes allowed.");
  }

  private void opened(HttpClientRequest opened) {
    request = opened;
    // What a guest's peer does wrong is told to the guest and no matter for our log.
    opened.connection().exceptionHandler(this::failed);
    if (closed) {
      opened.connection().close();
    }
  }

  private void arrived(HttpClientResponse response) {
    response.handler(this::append);
    response.exceptionHandler(this::failed);
    response.endHandler(end -> body.complete(received));
    head.complete(response);
  }

  private void append(Buffer part) {
    received.appendBuffer(part);
    if (received.length() > bodyBytes) {
      failed(tooLong(Integer.toString(received.length()), bodyBytes));
      close();
    }
  }

  private void failed(Throwable cause) {
    head.completeExceptionally(cause);
    body.completeExceptionally(cause);
  }

  private static <T> T await(CompletableFuture<T> future, TimeLeft time) {
    try {
      return future.get(time.left().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw time.passed();
    } catch (ExecutionException e) {
      throw told(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FetchException("request was cancelled");
    }
  }

  /** Libraries' own texts name addresses and classes; guests get ours. */
  private static FetchException told(@Nullable Throwable cause) {
    return switch (cause) {
      case FetchException known -> known;
      case SSLException refused -> new FetchException("TLS handshake failed (expected: a certificate for this host)");
      case HttpClosedException lost -> new FetchException("connection was closed before the response was complete");
      case ConnectException refused -> new FetchException("cannot connect");
      case null, default -> new FetchException("no usable HTTP response");
    };
  }
}
