package io.jukwaa.transports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jukwaa.message.Fields;
import io.jukwaa.message.InvalidFieldException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How operators are asked over HTTP. Each request is made once: nothing is tried again unasked, no redirect is followed.
 * Thread-safe; blocks, so call it from a virtual thread.
 */
public final class OperatorClient implements AutoCloseable {
  private static final ObjectMapper JSON = JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
      .build();
  private static final int LARGEST_ANSWER = 256 * 1024;
  private static final int CONNECTIONS_TO_ONE_ADDRESS = 1_000;
  /** Shorter than operators keep an idle connection: one that they close under a request costs a message a delay. */
  private static final int IDLE_SECONDS = 5;

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Vertx vertx;
  private final HttpClient client;
  private final Duration patience;

  /** One that waits for 20 seconds. */
  public OperatorClient(Vertx vertx) {
    this(vertx, PATIENCE);
  }

  /** @param patience from the question until the answer is complete, for each request */
  public OperatorClient(Vertx vertx, Duration patience) {
    this(vertx, patience, new HttpClientOptions());
  }

  /** @param trust says whom to trust; the rest is ours */
  OperatorClient(Vertx vertx, Duration patience, HttpClientOptions trust) {
    this.vertx = vertx;
    this.patience = patience;
    client = vertx.createHttpClient(
        trust.setMaxRedirects(0).setDecompressionSupported(true).setKeepAliveTimeout(IDLE_SECONDS)
            .setConnectTimeout((int) patience.toMillis()),
        new PoolOptions().setHttp1MaxSize(CONNECTIONS_TO_ONE_ADDRESS));
  }

  /**
   * A request.
   *
   * @param url absolute, http or https
   * @param body null for none
   */
  public record Request(String method, URI url, Map<String, String> headers, @Nullable String body) {
    public Request {
      headers = Map.copyOf(headers);
    }
  }

  /** @param headers by their names in lower case; of one that comes twice the last */
  public record Response(int status, Map<String, String> headers, String body) {
    public Response {
      headers = Map.copyOf(headers);
    }

    /**
     * The body as a JSON object, whatever its texts hold: operators repeat what they were given.
     *
     * @throws InvalidFieldException if it is none
     */
    public Fields json() {
      try {
        Map<String, @Nullable Object> read = JSON.readValue(body, new TypeReference<>() {});
        if (read != null) { // as the text null is
          return Fields.of(read);
        }
      } catch (JsonProcessingException e) {
        throw (InvalidFieldException) new InvalidFieldException("body", body.length() + " characters", "a JSON object")
            .initCause(e);
      }
      throw new InvalidFieldException("body", "null", "a JSON object");
    }

    /** As {@link #json}; empty if it is none, but a proxy's page, say. */
    public Fields jsonIfAny() {
      try {
        return json();
      } catch (InvalidFieldException _) {
        return Fields.EMPTY;
      }
    }

    /** {@code Retry-After} in seconds, RFC 9110; null if there is none or it is a date. */
    public @Nullable Duration retryAfter() {
      String seconds = headers.get("retry-after");
      return seconds != null && seconds.matches("[0-9]{1,6}") ? Duration.ofSeconds(Long.parseLong(seconds)) : null;
    }
  }

  /** There is no whole answer. The message is fit for the tenant. */
  public static final class NoAnswerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean asked;

    NoAnswerException(String reason, boolean asked, Throwable cause) {
      super(reason, cause);
      this.asked = asked;
    }

    /** Whether the operator may have read the request. */
    public boolean asked() {
      return asked;
    }

    /** What it means for the message that the operator was to take. */
    public Submission submission() {
      String reason = String.valueOf(getMessage());
      return asked ? new Submission.Failed(reason) : new Submission.Unavailable(reason, null);
    }
  }

  /** @throws NoAnswerException if the operator cannot be reached, or gives no whole answer in time */
  public Response ask(Request request) {
    Conversation conversation = new Conversation(request);
    try {
      return conversation.begin().toCompletionStage().toCompletableFuture().get(patience.toMillis(),
          TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw conversation.noAnswer(e.getCause() == null ? e : e.getCause());
    } catch (TimeoutException e) {
      throw conversation.noAnswer(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw conversation.noAnswer(e);
    }
  }

  /**
   * Asks an operator to take a message.
   *
   * @param request made of the message; if a field of it makes that impossible, it is refused without asking
   * @param meaning of the operator's answer
   */
  public Submission submit(Supplier<Request> request, Function<Response, Submission> meaning) {
    try {
      return meaning.apply(ask(request.get()));
    } catch (InvalidFieldException e) {
      return new Submission.Refused(String.valueOf(e.getMessage()));
    } catch (NoAnswerException e) {
      return e.submission();
    }
  }

  @Override
  public void close() {
    client.close();
  }

  /** One request on its way. Its handlers run on the event loop. */
  private final class Conversation {
    private final Request request;
    private @Nullable HttpClientRequest open;
    private boolean over;

    Conversation(Request request) {
      this.request = request;
    }

    Future<Response> begin() {
      RequestOptions options = new RequestOptions().setAbsoluteURI(request.url().toString())
          .setMethod(HttpMethod.valueOf(request.method())).setFollowRedirects(false);
      request.headers().forEach(options::putHeader);
      return client.request(options).compose(opened -> {
        if (!goesOn(opened)) {
          return opened.reset().compose(_ -> Future.failedFuture("nobody waits any more"));
        }
        return opened.send(request.body() == null ? "" : request.body()).compose(this::read);
      });
    }

    /** A connection that comes after we gave up must not ask: the one who waited was told that nobody was asked. */
    private synchronized boolean goesOn(HttpClientRequest opened) {
      open = over ? null : opened;
      return !over;
    }

    synchronized NoAnswerException noAnswer(Throwable cause) {
      over = true;
      if (open == null) {
        return new NoAnswerException("no connection to " + request.url().getHost(), false, cause);
      }
      open.reset();
      return new NoAnswerException("no answer from " + request.url().getHost(), true, cause);
    }

    private Future<Response> read(HttpClientResponse head) {
      Map<String, String> headers = new TreeMap<>();
      head.headers().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
      Promise<Response> read = Promise.promise();
      Buffer body = Buffer.buffer();
      head.handler(part -> {
        if (body.length() + part.length() > LARGEST_ANSWER) {
          read.tryFail("longer than " + LARGEST_ANSWER + " bytes");
        } else {
          body.appendBuffer(part);
        }
      });
      head.exceptionHandler(read::tryFail);
      // a step later, for whoever asks next is to find this connection free
      head.endHandler(_ -> vertx.runOnContext(
          _ -> read.tryComplete(new Response(head.statusCode(), headers, body.toString()))));
      return read.future();
    }
  }
}
