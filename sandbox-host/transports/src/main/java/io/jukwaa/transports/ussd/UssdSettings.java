package io.jukwaa.transports.ussd;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.jukwaa.message.Channel;
import io.jukwaa.message.InvalidFieldException;
import io.jukwaa.transports.FormText;
import io.jukwaa.transports.Setting;
import io.jukwaa.transports.Settings;
import io.jukwaa.transports.Template;
import io.jukwaa.transports.Texts;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a USSD channel can be told, and how it changes the chosen map. */
final class UssdSettings {
  static final Settings SCHEMA = new Settings(List.of(
      Setting.choice("map", "The gateway's format; custom starts one of your own.", null, GatewayMaps.NAMES),
      Setting.number("within", "Seconds until we answer with the apology; keep it well below the gateway's own limit.",
          null, 60),
      Setting.number("session", "Seconds after a request in which the session may still be open.", null, 86_400),
      Setting.number("characters", "Characters a screen holds; longer replies are passed on and logged.", null, 2000),
      Setting.choice("unknown-session", "Whether accumulated input of an unknown session is dialled digits (new) or"
          + " answers whose state was lost (resume).", null, List.of("new", "resume")),
      Setting.secret(),
      Setting.text("login", "Fields every request must carry: name=value&name=value."),
      Setting.publicUrl("Our address as the gateway sees it, for formats that hand out URLs."),
      Setting.choice("request", "Where the fields are: POST form, GET query or POST JSON.", null,
          List.of("form", "query", "json")),
      Setting.text("field-session", "The field with the session's id."),
      Setting.text("field-from", "The field with the user's number."),
      Setting.text("field-to", "The field with the dialled code, or text with {fields} in it."),
      Setting.text("field-input", "The field with what the user typed."),
      Setting.text("field-network", "The field with the network's name."),
      Setting.choice("input", "All answers so far, joined by stars, or the last one alone.", null,
          List.of("accumulated", "single")),
      Setting.text("event-field", "The field that tells where the session stands; without it unknown ones are new."),
      Setting.text("event-new", "Values of event-field for a new session, with commas between."),
      Setting.text("event-resume", "Values of event-field for an answer; without it, all others."),
      Setting.text("event-close", "Values of event-field for a session that is over."),
      Setting.text("reply-type", "The Content-Type of replies; JSON and XML are escaped."),
      Setting.text("reply-ask",
          "Template of a reply that asks again: {content} {session} {from} {to} {network} {url}."),
      Setting.text("reply-end", "Template of a reply that ends the session.")));

  /** Setting → where its value goes in the map. */
  private static final Map<String, String> NUMBERS = Map.of("within", "withinSeconds", "session", "sessionSeconds",
      "characters", "characters");
  private static final Map<String, String> FIELDS = Map.of("field-session", "session", "field-from", "from",
      "field-input", "input", "field-network", "network");
  private static final Set<String> PLACES = Set.of("content", "session", "from", "to", "network", "url");

  private final Map<String, String> given;
  private final ObjectNode tree;

  private UssdSettings(Map<String, String> given) {
    this.given = given;
    this.tree = GatewayMaps.tree(Texts.required(given, "map", "a value, as this map needs it"));
  }

  /** @throws InvalidFieldException naming the setting that is unknown, missing or wrong */
  static Gateway gateway(Channel channel) {
    return new UssdSettings(SCHEMA.read(channel)).gateway(channel.key());
  }

  private Gateway gateway(String channel) {
    NUMBERS.forEach((setting, member) -> {
      if (given.containsKey(setting)) {
        object("limits").put(member, Integer.parseInt(Texts.required(given, setting, "a value, as this map needs it")));
      }
    });
    changeRequest();
    changeTurns();
    changeReply();
    GatewayMap map = GatewayMaps.map(tree);
    requireFields(map);
    String base = given.get("public-url");
    if (base == null && places(map.reply()).contains("url")) {
      Texts.required(given, "public-url", "a value, as this map needs it");
    }
    return new Gateway(map, given.get("secret"), FormText.parse(given.get("login")),
        base == null ? null : base + "/ussd/" + channel);
  }

  private void changeRequest() {
    ObjectNode request = object("request");
    FIELDS.forEach((setting, member) -> {
      if (given.containsKey(setting)) {
        request.putArray(member).add(given.get(setting));
      }
    });
    String to = given.get("field-to");
    if (to != null) {
      request.put("to", to.contains("{") ? to : "{" + to + "}");
    }
    if (given.containsKey("field-network")) {
      request.putObject("networks").put("*", "");
    }
    put(request, "source", given.get("request"));
  }

  private void changeTurns() {
    ObjectNode turns = object("turns");
    put(turns, "unknown", given.get("unknown-session"));
    if (given.containsKey("input")) {
      turns.put("accumulated", "accumulated".equals(given.get("input")));
    }
    String field = given.get("event-field");
    if (field != null) {
      ObjectNode event = turns.putObject("event").put("field", field);
      ObjectNode values = event.putObject("values");
      Stream.of("new", "resume", "close").filter(turn -> given.containsKey("event-" + turn)).forEach(turn -> Stream
          .of(Texts.required(given, "event-" + turn, "a value, as this map needs it").split(","))
          .forEach(value -> values.put(value.strip(), turn)));
      if (!given.containsKey("event-resume")) {
        event.put("other", "resume");
      }
    }
  }

  private void changeReply() {
    ObjectNode reply = object("reply");
    put(reply, "type", given.get("reply-type"));
    if (given.getOrDefault("reply-type", "").startsWith("application/json")) {
      ((ObjectNode) reply.path("closed")).putObject("body");
    }
    for (String screen : List.of("ask", "end")) {
      String template = given.get("reply-" + screen);
      if (template != null) {
        JsonNode body = body(screen, reply.path("type").asText(), template);
        if (!PLACES.containsAll(Template.names(body)) || !Template.names(body).contains("content")) {
          throw new InvalidFieldException("reply-" + screen, template,
              "{content} and, if need be, {session} {from} {to}"
                  + " {network} {url}");
        }
        ((ObjectNode) reply.path(screen)).set("body", body);
      }
    }
  }

  private static JsonNode body(String screen, String type, String template) {
    if (!type.startsWith("application/json")) {
      return TextNode.valueOf(template);
    }
    try {
      return GatewayMaps.JSON.readTree(template);
    } catch (JsonProcessingException e) {
      throw (InvalidFieldException) new InvalidFieldException("reply-" + screen, template, "JSON").initCause(e);
    }
  }

  private void requireFields(GatewayMap map) {
    Map.of("field-session", map.request().session(), "field-from", map.request().from(), "field-input",
        map.request().input(), "field-to", Template.names(map.request().to())).forEach((setting, names) -> {
          if (names.isEmpty()) {
            Texts.required(given, setting, "a value, as this map needs it");
          }
        });
  }

  private static List<String> places(GatewayMap.Reply reply) {
    return Stream.of(reply.ask(), reply.end()).flatMap(screen -> Template.names(screen.body()).stream()).toList();
  }

  private ObjectNode object(String member) {
    return (ObjectNode) tree.path(member);
  }

  private static void put(ObjectNode object, String member, @Nullable String value) {
    if (value != null) {
      object.put(member, value);
    }
  }
}
