package io.jukwaa.resources;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** JSON values as Python 2 wrote them, because the original's reasons and log lines show them so. */
public final class PythonText {
  private static final int STR_DIGITS = 12;
  private static final int REPR_DIGITS = 17;
  private static final BigInteger LONGEST_INT = BigInteger.valueOf(Long.MAX_VALUE);

  private PythonText() {}

  /** {@code repr(value)}: {@code u'abc'}, {@code None}, {@code True}, {@code {u'a': [1, 2.5]}}. */
  public static String repr(@Nullable Object value) {
    return switch (value) {
      case String text -> quoted(text);
      case Map<?, ?> map -> map.entrySet().stream().map(entry -> repr(entry.getKey()) + ": " + repr(entry.getValue()))
          .collect(Collectors.joining(", ", "{", "}"));
      case List<?> list -> list.stream().map(PythonText::repr).collect(Collectors.joining(", ", "[", "]"));
      case Number number -> number(number, REPR_DIGITS);
      case null, default -> constant(value);
    };
  }

  /** {@code str(value)}: as {@link #repr} but text as it is and fewer digits. */
  public static String str(@Nullable Object value) {
    return switch (value) {
      case String text -> text;
      case Number number -> number(number, STR_DIGITS);
      case null, default -> repr(value);
    };
  }

  /** {@code type(value).__name__}, as type errors name it. */
  public static String typeName(@Nullable Object value) {
    return switch (value) {
      case null -> "NoneType";
      case String text -> "unicode";
      case Boolean flag -> "bool";
      case Map<?, ?> map -> "dict";
      case List<?> list -> "list";
      case Number number -> isInteger(number) ? "int" : "float";
      default -> "object";
    };
  }

  /** Whether Python takes the value for true: not null, false, zero or empty. */
  public static boolean isTrue(@Nullable Object value) {
    return switch (value) {
      case null -> false;
      case Boolean flag -> flag;
      case String text -> !text.isEmpty();
      case Map<?, ?> map -> !map.isEmpty();
      case List<?> list -> !list.isEmpty();
      case Number number -> number.doubleValue() != 0;
      default -> true;
    };
  }

  /** Whether the value is a JSON number without fraction or exponent. */
  public static boolean isInteger(@Nullable Object value) {
    return value instanceof Integer || value instanceof Long || value instanceof BigInteger;
  }

  private static String constant(@Nullable Object value) {
    if (value instanceof Boolean flag) {
      return flag ? "True" : "False";
    }
    return value == null ? "None" : value.toString();
  }

  private static String number(Number number, int digits) {
    if (isInteger(number)) {
      BigInteger integer = new BigInteger(number.toString());
      return integer.abs().compareTo(LONGEST_INT) > 0 && digits == REPR_DIGITS ? integer + "L" : integer.toString();
    }
    return real(number.doubleValue(), digits);
  }

  private static String real(double value, int digits) {
    if (!Double.isFinite(value)) {
      return Double.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
    }
    if (value == 0) {
      return 1 / value < 0 ? "-0.0" : "0.0";
    }
    BigDecimal rounded = digits == REPR_DIGITS
        ? new BigDecimal(Double.toString(value))
        : new BigDecimal(value).round(new MathContext(digits, RoundingMode.HALF_EVEN));
    BigDecimal decimal = rounded.stripTrailingZeros();
    int exponent = decimal.precision() - decimal.scale() - 1;
    if (exponent < -4 || exponent >= digits - 1) {
      return scientific(decimal, exponent);
    }
    return decimal.scale() <= 0 ? decimal.toPlainString() + ".0" : decimal.toPlainString();
  }

  private static String scientific(BigDecimal value, int exponent) {
    String digits = value.scaleByPowerOfTen(-exponent).stripTrailingZeros().toPlainString();
    String power = Math.abs(exponent) < 10 ? "0" + Math.abs(exponent) : Integer.toString(Math.abs(exponent));
    return digits + (exponent < 0 ? "e-" : "e+") + power;
  }

  private static String quoted(String text) {
    char quote = text.indexOf('\'') >= 0 && text.indexOf('"') < 0 ? '"' : '\'';
    StringBuilder quoted = new StringBuilder("u").append(quote);
    text.codePoints().forEach(point -> append(quoted, point, quote));
    return quoted.append(quote).toString();
  }

  private static void append(StringBuilder out, int point, char quote) {
    switch (point) {
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      case '\\' -> out.append("\\\\");
      default -> {
        if (point == quote) {
          out.append('\\').append(quote);
        } else if (point >= ' ' && point < 127) {
          out.append((char) point);
        } else {
          out.append(point < 0x100
              ? "\\x%02x".formatted(point)
              : (point < 0x10000 ? "\\u%04x" : "\\U%08x").formatted(point));
        }
      }
    }
  }
}
