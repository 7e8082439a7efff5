package io.jukwaa.server.settings;

import io.jukwaa.message.InvalidFieldException;
import io.jukwaa.resource.Limits;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The limits of a run and a tenant as an installation is told them. Each has two settings, what a tenant has of whom
 * nothing else is said, {@code sandbox.cpu-time}, and the most any tenant may be given, {@code sandbox.maximum-cpu-time};
 * and a key of its own name under {@code deploy.tenants.NAME.limits}.
 */
public final class LimitSettings {
  private static final String AREA = "sandbox.";
  private static final String MAXIMUM = AREA + "maximum-";

  /** What an amount is counted in. */
  private enum Unit {
    TIME, SIZE, NUMBER,
    /** Of a text or an array of a guest. */
    LENGTH,
    /** A number that cannot be 0: nothing would ever be done. */
    SOME;

    Kind<?> kind() {
      return switch (this) {
        case TIME -> Kind.DURATION;
        case SIZE -> Kind.SIZE;
        case NUMBER -> Kind.count(1_000_000);
        case SOME -> Kind.some(1_000_000);
        case LENGTH -> Kind.between(Limits.LEAST_LENGTH, 1 << 29);
      };
    }

    /** Milliseconds, bytes or the number itself. */
    long read(String name, String text) {
      return switch (kind().read(name, text)) {
        case Duration time -> time.toMillis();
        case Number number -> number.longValue();
        default -> throw new IllegalStateException(name);
      };
    }
  }

  /** @param amounts the standard one and the maximum, as text */
  private record Limit(String name, Unit unit, List<String> amounts, String description) {
    Setting<?> setting() {
      return new Setting<>(AREA + name, unit.kind(), amounts.getFirst(), description);
    }

    Setting<?> maximum() {
      return new Setting<>(MAXIMUM + name, unit.kind(), amounts.getLast(), "The most a tenant may be given of it.");
    }
  }

  private static final List<Limit> LIMITS = List.of(
      new Limit("wall-time", Unit.TIME, List.of("10s", "60s"), "The longest a run may take, waiting included."),
      new Limit("cpu-time", Unit.TIME, List.of("2s", "30s"), "The processor time a run may use."),
      new Limit("allocated-bytes", Unit.SIZE, List.of("256MiB", "4GiB"),
          "The memory a run may allocate in all, kept or not."),
      new Limit("requests", Unit.NUMBER, List.of("500", "10000"), "The commands a run may send to its resources."),
      new Limit("output-bytes", Unit.SIZE, List.of("1MiB", "4MiB"), "What a run may log and send in all."),
      new Limit("live-requests", Unit.SOME, List.of("20", "100"),
          "Commands of a run carried out at once; more wait."),
      new Limit("log-lines", Unit.NUMBER, List.of("200", "10000"), "Lines of a run that are kept; more are left out."),
      new Limit("http-calls", Unit.NUMBER, List.of("50", "1000"), "HTTP requests of a run; more are refused."),
      new Limit("messages", Unit.NUMBER, List.of("100", "10000"), "Messages a run may send; more are refused."),
      new Limit("queued-messages", Unit.SOME, List.of("200", "100000"),
          "Messages of a tenant's users in progress or waiting at once; more see messages.busy."),
      new Limit("value-bytes", Unit.SIZE, List.of("256KiB", "1MiB"), "The size of one key-value record, as JSON."),
      new Limit("metric-names", Unit.NUMBER, List.of("1000", "100000"),
          "Different metrics a tenant's apps may have fired; further ones are refused."),
      new Limit("string-length", Unit.LENGTH, List.of("8388608", "67108864"),
          "UTF-16 units of the longest string an app can make."),
      new Limit("typed-array-length", Unit.LENGTH, List.of("33554432", "67108864"),
          "Elements of the longest typed array an app can make, bytes of its largest buffer."));

  private LimitSettings() {}

  static Stream<Setting<?>> all() {
    return LIMITS.stream().flatMap(limit -> Stream.of(limit.setting(), limit.maximum()));
  }

  /** @throws InvalidFieldException if an amount is not one, or a standard above its maximum */
  static Bounds bounds(Values values) {
    Limits maximum = limits(limit -> limit.unit().read(values.name(limit.maximum()), values.text(limit.maximum())));
    return new Bounds(limits(limit -> within(maximum, limit, values.name(limit.setting()),
        values.text(limit.setting()))), maximum);
  }

  /** Names of the limits of a tenant. */
  public static List<String> names() {
    return LIMITS.stream().map(Limit::name).toList();
  }

  /**
   * The limits of one tenant.
   *
   * @param texts name to amount, for those that are not standard
   * @param path what stands before the names in messages
   * @throws InvalidFieldException if an amount is not one, or above the maximum
   */
  public static Limits of(Map<String, String> texts, String path, Bounds bounds) {
    return limits(limit -> {
      String text = texts.get(limit.name());
      return text == null
          ? amount(bounds.standard(), limit.name())
          : within(bounds.maximum(), limit, path + "." + limit.name(), text);
    });
  }

  private static long within(Limits maximum, Limit limit, String name, String text) {
    long amount = limit.unit().read(name, text);
    long most = amount(maximum, limit.name());
    if (amount > most) {
      throw new InvalidFieldException(name, text, "at most " + MAXIMUM + limit.name() + ", " + most);
    }
    return amount;
  }

  /** What a tenant has if nothing is said, and the most it may have. */
  public record Bounds(Limits standard, Limits maximum) {
    /** Those of an installation that was told nothing. */
    public static final Bounds STANDARD = bounds(Values.standard());
  }

  private static long amount(Limits limits, String name) {
    ToLongFunction<Limits> of = switch (name) {
      case "wall-time" -> Limits::wallMillis;
      case "cpu-time" -> Limits::cpuMillis;
      case "allocated-bytes" -> Limits::allocatedBytes;
      case "requests" -> Limits::requests;
      case "output-bytes" -> Limits::outputBytes;
      case "live-requests" -> Limits::liveRequests;
      case "log-lines" -> Limits::logLines;
      case "http-calls" -> Limits::httpCalls;
      case "messages" -> Limits::messages;
      case "queued-messages" -> Limits::queuedMessages;
      case "value-bytes" -> Limits::valueBytes;
      case "metric-names" -> Limits::metricNames;
      case "string-length" -> Limits::stringLength;
      case "typed-array-length" -> Limits::typedArrayLength;
      default -> throw new IllegalArgumentException(name);
    };
    return of.applyAsLong(limits);
  }

  private static Limits limits(Function<Limit, Long> amounts) {
    Map<String, Long> all = new LinkedHashMap<>();
    LIMITS.forEach(limit -> all.put(limit.name(), amounts.apply(limit)));
    return new Limits(long64(all.get("wall-time")), long64(all.get("cpu-time")), long64(all.get("allocated-bytes")),
        number(all.get("requests")), number(all.get("output-bytes")), number(all.get("live-requests")),
        number(all.get("log-lines")), number(all.get("http-calls")), number(all.get("messages")),
        number(all.get("queued-messages")), number(all.get("value-bytes")), number(all.get("metric-names")),
        number(all.get("string-length")), number(all.get("typed-array-length")));
  }

  private static long long64(@Nullable Long amount) {
    return Objects.requireNonNull(amount);
  }

  private static int number(@Nullable Long amount) {
    return Math.toIntExact(Math.min(Objects.requireNonNull(amount), Integer.MAX_VALUE));
  }
}
