package io.jukwaa.server.people.csv;

import java.util.regex.Pattern;

/**
 * Texts as cells that no spreadsheet takes for a formula, and back. A cell that would begin one gets an apostrophe before
 * it; a number with or without a sign, and so a phone number, begins none and stays as it is. Whatever is written so is
 * read as it was.
 */
public final class SafeCell {
  private static final Pattern FORMULA = Pattern.compile("'*[=+\\-@\\t\\r].*", Pattern.DOTALL);
  private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]+(\\.[0-9]+)?");

  private SafeCell() {}

  public static String written(String text) {
    return isFormula(text) ? "'" + text : text;
  }

  public static String read(String cell) {
    return cell.startsWith("'") && FORMULA.matcher(cell).matches() ? cell.substring(1) : cell;
  }

  private static boolean isFormula(String text) {
    return FORMULA.matcher(text).matches() && !NUMBER.matcher(text).matches();
  }
}
