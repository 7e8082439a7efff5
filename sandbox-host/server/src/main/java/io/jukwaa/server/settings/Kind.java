package io.jukwaa.server.settings;

import io.jukwaa.message.InvalidFieldException;
import java.math.BigDecimal;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How the text of a setting is read.
 *
 * @param expected what the text should be, as error messages and the reference page put it
 * @param reader the value the text stands for; null if it stands for none
 */
public record Kind<T>(String expected, Function<String, @Nullable T> reader) {
  private static final Map<String, Duration> TIME_UNITS = Map.of("ms", Duration.ofMillis(1), "s", Duration.ofSeconds(1),
      "m", Duration.ofMinutes(1), "h", Duration.ofHours(1), "d", Duration.ofDays(1));
  private static final Map<String, Long> SIZE_UNITS = Map.of("B", 1L, "KiB", 1L << 10, "MiB", 1L << 20, "GiB", 1L << 30,
      "kB", 1_000L, "MB", 1_000_000L, "GB", 1_000_000_000L);
  private static final int HIGHEST_PORT = 65_535;
  private static final Pattern ADDRESS = Pattern.compile("([A-Za-z0-9.-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}]):(\\d{1,5})");
  private static final Pattern MAIL_ADDRESS = Pattern.compile("[^\\s@,<>\"]{1,64}@[A-Za-z0-9.-]{1,253}");
  private static final Pattern AMOUNT = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,3})?) ?([A-Za-z]{1,3})");

  /** A time with its unit, at least a millisecond: {@code 500ms}, {@code 10s}, {@code 5m}, {@code 1h}, {@code 7d}. */
  public static final Kind<Duration> DURATION = new Kind<>("a time with its unit such as 500ms, 10s, 5m, 1h or 7d",
      Kind::duration);

  /** A size with its unit, in bytes: {@code 64MiB}, {@code 128KiB}, {@code 1GB}. */
  public static final Kind<Long> SIZE = new Kind<>("a size with its unit such as 128KiB, 64MiB or 1GiB", Kind::size);

  /** A TCP port; 0 lets the system choose. */
  public static final Kind<Integer> PORT = number("a port from 0 to 65535, 0 for any free one", HIGHEST_PORT);

  /** A folder, which need not be there yet. */
  public static final Kind<Path> FOLDER = new Kind<>("a folder", Kind::path);

  /** A file, which need not be there yet. */
  public static final Kind<Path> FILE = new Kind<>("a file", Kind::path);

  /** Any text but none. */
  public static final Kind<String> TEXT = new Kind<>("text", text -> text.isBlank() ? null : text);

  /** Where a web server takes requests, or {@code none}. */
  public static final Kind<String> WEB_ADDRESS = new Kind<>("an address that begins with http:// or https://, or none",
      text -> text.equals("none") || isWebAddress(text) ? text : null);

  /** A time as {@link #DURATION} has it; {@code none} is no time at all. */
  public static final Kind<Duration> DURATION_OR_NONE = new Kind<>(DURATION.expected() + "; or none",
      text -> text.equals("none") ? Duration.ZERO : duration(text));

  /** Addresses for mail, separated by commas; {@code none} is an empty list. */
  public static final Kind<List<String>> MAIL_ADDRESSES = new Kind<>(
      "addresses such as help@example.org, separated by commas; or none",
      text -> text.equals("none") ? List.of() : mailAddresses(text));

  /** Hosts with their ports, not looked up yet. */
  public static final Kind<List<InetSocketAddress>> ADDRESSES = new Kind<>(
      "addresses such as 10.0.0.1:9042, separated by commas", Kind::addresses);

  /** A whole number from 0. */
  public static Kind<Integer> count(int highest) {
    return number("a whole number from 0 to " + highest, highest);
  }

  /** A whole number from 1. */
  public static Kind<Integer> some(int highest) {
    return between(1, highest);
  }

  /** A whole number of these, both included. */
  public static Kind<Integer> between(int lowest, int highest) {
    Kind<Integer> count = count(highest);
    return new Kind<>("a whole number from " + lowest + " to " + highest, text -> {
      Integer number = count.reader().apply(text);
      return number != null && number < lowest ? null : number;
    });
  }

  /** One of a few words. */
  public static Kind<String> oneOf(String... words) {
    List<String> all = List.of(words);
    return new Kind<>("one of " + String.join(", ", all), text -> all.contains(text) ? text : null);
  }

  /**
   * The value a text stands for.
   *
   * @param name what to call it in the message
   * @throws InvalidFieldException if it stands for none
   */
  public T read(String name, String text) {
    T value = reader.apply(text.strip());
    if (value == null) {
      throw new InvalidFieldException(name, text, expected);
    }
    return value;
  }

  private static Kind<Integer> number(String expected, int highest) {
    return new Kind<>(expected, text -> {
      if (!text.matches("\\d{1,10}")) {
        return null;
      }
      long number = Long.parseLong(text);
      return number <= highest ? Math.toIntExact(number) : null;
    });
  }

  private static @Nullable Duration duration(String text) {
    Matcher amount = AMOUNT.matcher(text);
    Duration unit = amount.matches() ? TIME_UNITS.get(amount.group(2)) : null;
    if (unit == null) {
      return null;
    }
    long millis = new BigDecimal(amount.group(1)).multiply(BigDecimal.valueOf(unit.toMillis())).longValue();
    return millis == 0 ? null : Duration.ofMillis(millis);
  }

  private static @Nullable List<String> mailAddresses(String text) {
    List<String> addresses = Stream.of(text.split(",", -1)).map(String::strip).toList();
    return addresses.stream().allMatch(address -> MAIL_ADDRESS.matcher(address).matches()) ? addresses : null;
  }

  private static @Nullable Long size(String text) {
    Matcher amount = AMOUNT.matcher(text);
    Long unit = amount.matches() ? SIZE_UNITS.get(amount.group(2)) : null;
    return unit == null ? null : new BigDecimal(amount.group(1)).multiply(BigDecimal.valueOf(unit)).longValue();
  }

  private static @Nullable List<InetSocketAddress> addresses(String text) {
    List<InetSocketAddress> addresses = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      Matcher address = ADDRESS.matcher(part.strip());
      if (!address.matches() || Integer.parseInt(address.group(2)) > HIGHEST_PORT) {
        return null;
      }
      addresses.add(InetSocketAddress.createUnresolved(address.group(1), Integer.parseInt(address.group(2))));
    }
    return List.copyOf(addresses);
  }

  private static boolean isWebAddress(String text) {
    try {
      URI address = new URI(text);
      return address.getHost() != null && ("http".equals(address.getScheme()) || "https".equals(address.getScheme()));
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private static @Nullable Path path(String text) {
    try {
      return text.isBlank() ? null : Path.of(text);
    } catch (InvalidPathException e) {
      return null;
    }
  }
}
