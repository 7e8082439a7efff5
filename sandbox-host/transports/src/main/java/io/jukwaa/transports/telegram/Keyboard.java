package io.jukwaa.transports.telegram;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Buttons in the place of a keypad: one for each choice of a menu, that writes what a user would type. */
final class Keyboard {
  /** {@code 1. Clinic}, as menus of USSD and texts have it, at the beginning of a line. */
  private static final Pattern CHOICE = Pattern.compile("^[ \\t]*([0-9]{1,2})[.):][ \\t]+\\S", Pattern.MULTILINE);
  private static final int A_ROW = 4;
  private static final int MOST = 40;

  private Keyboard() {}

  /**
   * {@code ReplyKeyboardMarkup} of the Bot API, which goes away when a button was pressed.
   *
   * @return null if the text has no two choices, or has one twice, as it is no menu then
   */
  static @Nullable String of(String text) {
    Set<String> choices = new LinkedHashSet<>();
    Matcher lines = CHOICE.matcher(text);
    while (lines.find()) {
      if (!choices.add(lines.group(1)) || choices.size() > MOST) {
        return null;
      }
    }
    return choices.size() < 2 ? null : markup(choices);
  }

  private static String markup(Set<String> choices) {
    ObjectNode markup = JsonNodeFactory.instance.objectNode();
    ArrayNode rows = markup.putArray("keyboard");
    ArrayNode row = rows.arrayNode();
    for (String choice : choices) {
      if (row.size() % A_ROW == 0) {
        row = rows.addArray();
      }
      row.add(choice);
    }
    return markup.put("resize_keyboard", true).put("one_time_keyboard", true).toString();
  }
}
