package io.jukwaa.transports.ussd;

import io.jukwaa.message.InvalidFieldException;
import io.jukwaa.transports.Template;
import io.jukwaa.transports.Texts;
import io.jukwaa.transports.ussd.GatewayMap.Turn;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One request, read by its map and checked.
 *
 * @param told null if the gateway does not say
 * @param input empty on close
 * @param dialled the code if this request tells it
 * @param network the gateway's code for the network
 * @param fields everything, for templates
 */
record UssdRequest(String session, String from, @Nullable Turn told, String input, @Nullable String dialled,
    @Nullable String network, Map<String, String> fields) {
  UssdRequest {
    fields = Map.copyOf(fields);
  }

  /**
   * @param over whether this is the form for sessions that are over
   * @throws InvalidFieldException naming the field that is missing or wrong
   */
  static UssdRequest read(GatewayMap map, Map<String, String> fields, boolean over) {
    GatewayMap.Request names = map.request();
    Turn told = over ? Turn.CLOSE : told(map.turns(), fields);
    String session = Texts.word(shown(name(names.session(), fields)), required(names.session(), fields), 200);
    String from = Texts.address(name(names.from(), fields), required(names.from(), fields));
    String input = told == Turn.CLOSE ? "" : required(names.input(), fields);
    return new UssdRequest(session, from, told, input, dialled(names, fields, told), value(names.network(), fields),
        fields);
  }

  /** Null if the field says nothing of it. */
  private static @Nullable Turn told(GatewayMap.Turns turns, Map<String, String> fields) {
    GatewayMap.CloseRule close = turns.close();
    if (close != null && fields.containsKey(close.field()) && !close.unless().contains(fields.get(close.field()))) {
      return Turn.CLOSE;
    }
    GatewayMap.EventRule rule = turns.event();
    if (rule == null) {
      return null;
    }
    String value = fields.get(rule.field());
    Turn turn = value == null ? rule.absent() : rule.values().get(value);
    turn = turn == null && value != null ? rule.other() : turn;
    if (turn == null) {
      throw new InvalidFieldException(shown(rule.field()), value,
          "one of " + String.join(", ", rule.values().keySet().stream().sorted().toList()));
    }
    return turn;
  }

  private static @Nullable String dialled(GatewayMap.Request names, Map<String, String> fields, @Nullable Turn told) {
    List<String> parts = Template.names(names.to());
    boolean inFirstOnly = parts.stream().anyMatch(names.input()::contains);
    boolean silent = told == Turn.CLOSE && !fields.keySet().containsAll(parts);
    if (silent || (inFirstOnly && (told == Turn.RESUME || told == Turn.CLOSE))) {
      return null;
    }
    List<String> needed = parts.stream().filter(part -> !part.endsWith("?")).toList();
    for (String part : needed) {
      Texts.plain(part, required(List.of(part), fields), 200);
    }
    String code = Template.fill(names.to(), fields::get, UnaryOperator.identity());
    if (code.isBlank() && !needed.isEmpty()) {
      throw new InvalidFieldException(needed.getFirst(), '"' + code + '"', "the dialled code");
    }
    return code.isBlank() ? null : code;
  }

  private static String required(List<String> names, Map<String, String> fields) {
    String value = value(names, fields);
    if (value == null) {
      throw new InvalidFieldException(names.getFirst(), null, "a value");
    }
    return value;
  }

  private static @Nullable String value(List<String> names, Map<String, String> fields) {
    return fields.get(name(names, fields));
  }

  private static String name(List<String> names, Map<String, String> fields) {
    return names.stream().filter(fields::containsKey).findFirst().orElse(names.isEmpty() ? "" : names.getFirst());
  }

  /** Parts of the path are called by their bare name. */
  private static String shown(String field) {
    return field.startsWith(":") ? field.substring(1) : field;
  }
}
