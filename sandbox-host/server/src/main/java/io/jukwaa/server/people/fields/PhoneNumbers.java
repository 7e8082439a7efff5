package io.jukwaa.server.people.fields;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import io.jukwaa.message.InvalidFieldException;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Phone numbers as people write them, and as operators do (E.164, {@code +254712123456}). Thread-safe.
 *
 * @param country where numbers without a country code belong; null if nowhere
 */
public record PhoneNumbers(@Nullable String country) {
  private static final PhoneNumberUtil LIBRARY = PhoneNumberUtil.getInstance();
  /** What spreadsheets make of long numbers. */
  private static final Pattern ROUNDED = Pattern.compile("[0-9]([.,][0-9]+)?E\\+?[0-9]+", Pattern.CASE_INSENSITIVE);
  private static final Pattern WHOLE = Pattern.compile("\\+?[0-9]+\\.0");
  private static final Pattern SHAPE = Pattern.compile("[+0-9(][-0-9 ()./\u00A0]*");

  /** Whether numbers can belong there: two capital letters of ISO 3166-1. */
  public static boolean isCountry(String country) {
    return LIBRARY.getSupportedRegions().contains(country);
  }

  /**
   * The number in E.164.
   *
   * @throws InvalidFieldException naming the column, if it is no number that can be called
   */
  public String e164(String column, String text) {
    String given = text.strip();
    if (ROUNDED.matcher(given).matches()) {
      throw new InvalidFieldException(column, given, "all digits; a spreadsheet has rounded it: format its column as"
          + " text and fill it again");
    }
    PhoneNumber number = parsed(WHOLE.matcher(given).matches() ? given.substring(0, given.length() - 2) : given);
    if (number == null || !LIBRARY.isValidNumber(number)) {
      throw new InvalidFieldException(column, given, expected());
    }
    return LIBRARY.format(number, PhoneNumberFormat.E164);
  }

  /** Whether {@link #e164} takes it. */
  public boolean isNumber(String text) {
    try {
      e164("", text);
      return true;
    } catch (InvalidFieldException e) {
      return false;
    }
  }

  /**
   * How apps and operators may have written an address: as given, in E.164, without its plus, and as in its own country
   * if that is this one. Of what is no number only as given.
   */
  public Set<String> spellings(String address) {
    Set<String> spellings = new LinkedHashSet<>(Set.of(address.strip()));
    PhoneNumber number = parsed(address.strip());
    if (number != null && LIBRARY.isPossibleNumber(number)) {
      String full = LIBRARY.format(number, PhoneNumberFormat.E164);
      spellings.add(full);
      spellings.add(full.substring(1));
      if (country != null && country.equals(LIBRARY.getRegionCodeForNumber(number))) {
        spellings.add(LIBRARY.format(number, PhoneNumberFormat.NATIONAL).replaceAll("[^0-9]", ""));
      }
    }
    return spellings;
  }

  private @Nullable PhoneNumber parsed(String text) {
    if (!SHAPE.matcher(text).matches()) {
      return null;
    }
    PhoneNumber national = parsed(text, country == null ? "ZZ" : country);
    if (text.startsWith("+") || (national != null && LIBRARY.isValidNumber(national))) {
      return national;
    }
    // Many lists leave the plus out, or have two zeros in its place.
    PhoneNumber whole = parsed("+" + (text.startsWith("00") ? text.substring(2) : text), "ZZ");
    return whole != null && (national == null || LIBRARY.isValidNumber(whole)) ? whole : national;
  }

  private static @Nullable PhoneNumber parsed(String text, String country) {
    try {
      return LIBRARY.parse(text, country);
    } catch (NumberParseException e) {
      return null;
    }
  }

  private String expected() {
    PhoneNumber example = country == null ? null : LIBRARY.getExampleNumberForType(country, PhoneNumberType.MOBILE);
    if (example == null) {
      return "a phone number with its country code, like +254712123456";
    }
    return "a phone number of " + country + ", like "
        + LIBRARY.format(example, PhoneNumberFormat.NATIONAL).replace(" ", "") + ", or one with its country code, like "
        + LIBRARY.format(example, PhoneNumberFormat.E164);
  }
}
