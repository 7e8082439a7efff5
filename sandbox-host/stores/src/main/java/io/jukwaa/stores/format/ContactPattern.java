package io.jukwaa.stores.format;

import io.jukwaa.store.ContactStore.Condition;
import io.jukwaa.store.ContactStore.Contact;

/**
 * A search condition, ready to be held against many contacts.
 *
 * @param field the field looked at
 * @param pattern the text without case; {@code *} stands for any run of characters
 */
public record ContactPattern(String field, String pattern) {
  public ContactPattern(Condition condition) {
    this(condition.field(), folded(condition.pattern()));
  }

  /** The text without case, letter by letter, the same in every language; the same for search and index. */
  public static String folded(String text) {
    return Text.storable(text).codePoints().map(letter -> Character.toLowerCase(Character.toUpperCase(letter)))
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
  }

  /** Whether it stands for one text only, so that an index can find it. */
  public boolean isExact() {
    return pattern.indexOf('*') < 0;
  }

  public boolean matches(Contact contact) {
    return ContactColumn.entries(contact).stream()
        .anyMatch(entry -> entry.field().equals(field) && matches(folded(entry.value())));
  }

  /**
   * Matches in time that grows with text times pattern at worst: on a mismatch only the last star takes one character
   * more, since whatever stood before it has matched at the earliest place already.
   */
  private boolean matches(String text) {
    int at = 0;
    int star = -1;
    int afterStar = 0;
    int wanted = 0;
    while (at < text.length()) {
      if (wanted < pattern.length() && pattern.charAt(wanted) == '*') {
        star = wanted++;
        afterStar = at;
      } else if (wanted < pattern.length() && pattern.charAt(wanted) == text.charAt(at)) {
        wanted++;
        at++;
      } else if (star >= 0) {
        wanted = star + 1;
        at = ++afterStar;
      } else {
        return false;
      }
    }
    while (wanted < pattern.length() && pattern.charAt(wanted) == '*') {
      wanted++;
    }
    return wanted == pattern.length();
  }
}
