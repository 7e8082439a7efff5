package io.jukwaa.resources;

import io.jukwaa.message.InvalidFieldException;
import io.jukwaa.store.ContactStore.Condition;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * The part of Lucene's query language that searches here understand: {@code field:value} terms joined by {@code AND}.
 * A value may stand in double quotes and hold {@code *} for any run of characters; a backslash takes the next character
 * as it is; {@code *} or {@code *:*} matches everything. Anything else is refused rather than answered wrongly.
 */
public final class LuceneQuery {
  private static final String SYNTAX = "field:value terms joined by AND; values may be quoted and contain *";
  /** What Lucene would read as an operator inside a value. */
  private static final String RESERVED = "()[]{}^~?\"";

  private final String text;
  private final Predicate<String> searchable;
  private int at;

  private LuceneQuery(String text, Predicate<String> searchable) {
    this.text = text;
    this.searchable = searchable;
  }

  /**
   * @param searchable which fields can be searched
   * @throws InvalidFieldException if the text is no such query
   */
  public static List<Condition> parse(String text, Predicate<String> searchable) {
    return new LuceneQuery(text, searchable).conditions();
  }

  /** Whether a value matches a condition's pattern, ignoring case. */
  public static boolean matches(String pattern, String value) {
    String glob = pattern.toLowerCase(Locale.ROOT);
    String subject = value.toLowerCase(Locale.ROOT);
    String[] parts = glob.split("\\*", -1);
    if (parts.length == 1) {
      return subject.equals(glob);
    }
    String last = parts[parts.length - 1];
    if (!subject.startsWith(parts[0]) || !subject.endsWith(last)) {
      return false;
    }
    int from = parts[0].length();
    for (int i = 1; i < parts.length - 1; i++) {
      int found = subject.indexOf(parts[i], from);
      if (found < 0) {
        return false;
      }
      from = found + parts[i].length();
    }
    return from <= subject.length() - last.length();
  }

  private List<Condition> conditions() {
    List<Condition> conditions = new ArrayList<>();
    skipSpace();
    do {
      term(conditions);
    } while (joined());
    return conditions;
  }

  private void term(List<Condition> conditions) {
    String field = field();
    if (field.equals("*") && !at(':')) {
      return;
    }
    expect(':');
    String pattern = at('"') ? quoted() : bare();
    if (field.equals("*")) {
      require(pattern.equals("*"));
      return;
    }
    if (!searchable.test(field)) {
      throw new InvalidFieldException("query", text, "a field that can be searched, not " + field);
    }
    conditions.add(new Condition(field, pattern));
  }

  private boolean joined() {
    int before = at;
    skipSpace();
    if (at == text.length()) {
      return false;
    }
    require(at > before && text.startsWith("AND", at));
    at += 3;
    before = at;
    skipSpace();
    require(at > before);
    return true;
  }

  private String field() {
    StringBuilder field = new StringBuilder();
    while (at < text.length() && !Character.isWhitespace(text.charAt(at)) && !at(':')) {
      field.append(character());
    }
    require(!field.isEmpty());
    return field.toString();
  }

  private String bare() {
    require(!at('-') && !at('!'));
    StringBuilder value = new StringBuilder();
    while (at < text.length() && !Character.isWhitespace(text.charAt(at))) {
      value.append(character());
    }
    require(!value.isEmpty());
    return value.toString();
  }

  private String quoted() {
    StringBuilder value = new StringBuilder();
    at++;
    while (!at('"')) {
      require(at < text.length());
      value.append(at('\\') ? escaped() : text.charAt(at++));
    }
    at++;
    return value.toString();
  }

  private char character() {
    if (at('\\')) {
      return escaped();
    }
    require(RESERVED.indexOf(text.charAt(at)) < 0);
    return text.charAt(at++);
  }

  private char escaped() {
    at++;
    require(at < text.length());
    return text.charAt(at++);
  }

  private void skipSpace() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private boolean at(char expected) {
    return at < text.length() && text.charAt(at) == expected;
  }

  private void expect(char expected) {
    require(at(expected));
    at++;
  }

  private void require(boolean valid) {
    if (!valid) {
      throw new InvalidFieldException("query", text, SYNTAX);
    }
  }
}
