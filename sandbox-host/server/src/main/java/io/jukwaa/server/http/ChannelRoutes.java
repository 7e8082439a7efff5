package io.jukwaa.server.http;

import io.jukwaa.message.Fields;
import io.jukwaa.message.InvalidFieldException;
import io.jukwaa.server.Json;
import io.jukwaa.server.clients.RequestKeys;
import io.jukwaa.server.status.ChannelReport;
import io.jukwaa.server.status.ChannelReports;
import io.jukwaa.transports.Exchange;
import io.jukwaa.transports.ProblemHandler;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * How channels are, for the people at this machine, see {@link LocalCaller}: {@code GET /channels}, {@code GET
 * /channels/<key>}, and {@code POST /channels/<key>/test}, which tries one out.
 */
public record ChannelRoutes(ChannelReports reports, Tester tester) {
  private static final String KEY = "Idempotency-Key";
  private static final int LARGEST_BODY = 4_096;
  private static final int STANDARD_SECONDS = 60;
  private static final int LONGEST_SECONDS = 600;

  /** Tries channels out; blocks. */
  @FunctionalInterface
  public interface Tester {
    /** @throws InvalidFieldException if there is no such channel */
    Map<String, @Nullable Object> test(String channel, Wish wish);
  }

  /**
   * How to try one out.
   *
   * @param address of the phone
   * @param within how long to wait at most
   * @param key a test of the same key within 24 hours sends no other text; null if it is called nothing
   */
  public record Wish(String address, Duration within, @Nullable String key) {}

  public void mount(Router router) {
    router.get("/channels").handler(ctx -> answer(ctx,
        () -> Map.of("channels", reports.all().stream().map(ChannelReport::json).toList())));
    router.get("/channels/:channel").handler(ctx -> answer(ctx, () -> reports.of(named(ctx)).json()));
    router.post("/channels/:channel/test").handler(this::test);
    router.route("/channels").failureHandler(new ProblemHandler());
    router.route("/channels/*").failureHandler(new ProblemHandler());
  }

  private void test(RoutingContext ctx) {
    if (LocalCaller.isAdmitted(ctx)) {
      Exchange.body(ctx.request(), LARGEST_BODY).onFailure(ctx::fail)
          .onSuccess(body -> answer(ctx, () -> tester.test(named(ctx),
              wish(Json.object("body", body.toString()), ctx.request().getHeader(KEY)))));
    }
  }

  private static Wish wish(Fields asked, @Nullable String key) {
    String address = asked.text("address");
    if (address.isBlank() || address.length() > 100) {
      throw new InvalidFieldException("address", address, "the address of a phone");
    }
    Object seconds = asked.value("within");
    if (seconds != null && !(seconds instanceof Integer number && number > 0 && number <= LONGEST_SECONDS)) {
      throw new InvalidFieldException("within", seconds, "seconds from 1 to " + LONGEST_SECONDS);
    }
    if (!RequestKeys.isValid(key)) {
      throw new InvalidFieldException(KEY, key, "1 to 255 ASCII characters without blanks");
    }
    return new Wish(address, Duration.ofSeconds(seconds == null ? STANDARD_SECONDS : (Integer) seconds), key);
  }

  private static void answer(RoutingContext ctx, Callable<Map<String, ? extends @Nullable Object>> work) {
    if (LocalCaller.isAdmitted(ctx)) {
      Exchange.blocking(ctx, () -> Json.pretty(work.call())).onFailure(ctx::fail)
          .onSuccess(json -> ctx.response().putHeader("Content-Type", "application/json")
              .putHeader("Cache-Control", "no-store").end(json + '\n'));
    }
  }

  private static String named(RoutingContext ctx) {
    return Objects.requireNonNull(ctx.pathParam("channel"));
  }
}
