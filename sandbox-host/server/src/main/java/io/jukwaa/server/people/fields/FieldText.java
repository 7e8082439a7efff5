package io.jukwaa.server.people.fields;

import io.jukwaa.message.InvalidFieldException;
import io.jukwaa.message.Timestamps;
import io.jukwaa.resource.ContactSchema.Field;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What cells say, as contacts keep it: one text for each value, however it was written. */
public final class FieldText {
  private static final Pattern NUMBER = Pattern.compile("([+-]?)0*([0-9]+)(?:[.,]([0-9]+))?");
  private static final Pattern ISO_DATE = Pattern.compile("([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:[T ][0-9:.]+Z?)?");
  private static final Pattern DAY_FIRST = Pattern.compile("([0-9]{1,2})[./-]([0-9]{1,2})[./-]([0-9]{4})");
  /** English, French, Portuguese, Swahili. */
  private static final Set<String> YES = Set.of("yes", "y", "true", "1", "oui", "o", "vrai", "sim", "s", "verdadeiro",
      "ndiyo", "ndio", "kweli");
  private static final Set<String> NO = Set.of("no", "n", "false", "0", "non", "faux", "não", "nao", "falso", "hapana",
      "la", "uongo");

  private FieldText() {}

  /**
   * The value as it is kept.
   *
   * @param column named in the refusal
   * @throws InvalidFieldException if the cell does not hold what the field does
   */
  public static String of(Field field, String column, String cell) {
    return switch (field.type()) {
      case TEXT -> cell.strip();
      case NUMBER -> number(column, cell.strip());
      case DATE -> date(column, cell.strip()).toString();
      case CHOICE -> choice(field.values(), column, cell.strip());
      case YES_NO -> yesOrNo(column, cell.strip());
    };
  }

  /**
   * A birthday as apps know it: midnight, in Vumi's form.
   *
   * @throws InvalidFieldException naming the column, if it is no day
   */
  public static String birthday(String column, String cell) {
    return Timestamps.text(date(column, cell.strip()).atStartOfDay().toInstant(ZoneOffset.UTC));
  }

  /** 1,234 may be a thousand and more, or one and some: it is refused. */
  private static String number(String column, String cell) {
    Matcher number = NUMBER.matcher(cell);
    if (!number.matches()) {
      throw new InvalidFieldException(column, cell, "a number, like 12 or 12.5");
    }
    String fraction = number.group(3);
    if (fraction != null && fraction.length() == 3 && cell.contains(",")) {
      throw new InvalidFieldException(column, cell, "a number with a dot, as a comma before three digits has two"
          + " meanings");
    }
    String sign = number.group(1).equals("-") ? "-" : "";
    return sign + number.group(2) + (fraction == null ? "" : "." + fraction);
  }

  private static LocalDate date(String column, String cell) {
    Matcher iso = ISO_DATE.matcher(cell);
    Matcher dayFirst = DAY_FIRST.matcher(cell);
    try {
      if (iso.matches()) {
        return date(iso.group(1), iso.group(2), iso.group(3));
      }
      if (dayFirst.matches()) {
        return date(dayFirst.group(3), dayFirst.group(2), dayFirst.group(1));
      }
    } catch (DateTimeException e) {
      // No such day: said below.
    }
    throw new InvalidFieldException(column, cell, "a day, like 1980-12-31 or 31/12/1980, the day before the month");
  }

  private static LocalDate date(String year, String month, String day) {
    return LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day));
  }

  private static String choice(List<String> values, String column, String cell) {
    return values.stream().filter(value -> value.strip().equalsIgnoreCase(cell)).findFirst()
        .orElseThrow(() -> new InvalidFieldException(column, cell, "one of " + String.join(", ", values)));
  }

  private static String yesOrNo(String column, String cell) {
    String folded = cell.toLowerCase(Locale.ROOT);
    if (YES.contains(folded)) {
      return "yes";
    }
    if (NO.contains(folded)) {
      return "no";
    }
    throw new InvalidFieldException(column, cell, "yes or no");
  }
}
