package io.jukwaa.transports.ussd;

import static org.assertj.core.api.Assertions.assertThat;

import io.jukwaa.transports.Setting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * To write the page anew: {@code ./mvnw -pl sandbox-host/transports -am test -Dtest=GatewaysReferenceTest
 * -Dsurefire.failIfNoSpecifiedTests=false -Dpages.write=true}.
 */
class GatewaysReferenceTest {
  private static final Path PAGE = Path.of("../../docs/reference/gateways.md");
  private static final String HEAD = """
      # USSD gateways

      This page is made from the code; `GatewaysReferenceTest` fails when the two differ and says how to write it anew.
      How to connect one: [connect Africa's Talking, or another gateway](../how-to/connect-africas-talking.md).

      ## Built-in maps

      Write the name as `map` of a channel of the transport `ussd-http`. The maps themselves stand, with the sources of
      their formats, in `sandbox-host/transports/src/main/resources/io/jukwaa/transports/ussd/`.

      - *input*: `all` answers so far, joined by stars, or the `last` one alone.
      - *turn*: the field that says where the session stands. Without one an unknown session is new.
      - *ask*, *end*: how a reply that goes on and one that ends look; headers first.
      - *limits*: characters of a screen, seconds until the host answers, seconds a session may stay open.

      | map | request | session | user | dialled code | input | turn | ask | end | limits |
      |---|---|---|---|---|---|---|---|---|---|
      """;
  private static final String NOTES = """

      What to know of two of them, neither of which was tried with a live gateway; what is assumed stands in their files:

      - `nalo`: Nalo Solutions, in Ghana. The code that was dialled comes as `USERDATA` of the first request. Replies have the
        request's `USERID`; `login: USERID=…` refuses requests with another. Nobody tells when a user hangs up, so the app
        hears of no end that it did not bring about.
      - `madapi`: MTN's MADAPI. The code is subscribed once, with the channel's address and `secret` as the `callbackUrl`:
        [madapi-push](sending.md#madapi-push). `transport_metadata.message_type` tells the ends of a session apart: 2 is an end, 4
        a cancellation, 5 a user who did not answer in time; `cell_id`, `language` and `imsi` are there if MTN sends them. A
        `messageType` of 3 is refused.
      """;
  private static final String SETTINGS = """

      ## Settings

      Those of a channel of `ussd-http`. What is not given is the map's.

      | setting | meaning | value |
      |---|---|---|
      """;

  @Test
  void describesEveryMapAndSettingAsItIs() throws Exception {
    String text = HEAD + GatewayMaps.NAMES.stream().map(GatewayMaps::tree).map(GatewayMaps::map)
        .map(GatewaysReferenceTest::row).collect(Collectors.joining())
        + NOTES + SETTINGS
        + new UssdTransport().settings().schema().stream().map(GatewaysReferenceTest::row)
            .collect(Collectors.joining());
    if (Boolean.getBoolean("pages.write")) {
      Files.writeString(PAGE, text);
    }
    assertThat(PAGE).as("write it anew with -Dpages.write=true").hasContent(text);
  }

  private static String row(GatewayMap map) {
    GatewayMap.Request request = map.request();
    GatewayMap.Limits limits = map.limits();
    GatewayMap.EventRule event = map.turns().event();
    return line(List.of(code(map.name()), request.source().method() + " " + request.source().name().toLowerCase(
        java.util.Locale.ROOT), fields(request.session()), fields(request.from()), code(request.to()),
        (map.turns().accumulated() ? "all" : "last") + " " + fields(request.input()),
        event == null ? "" : code(event.field()), screen(map.reply().ask()), screen(map.reply().end()),
        limits.characters() + ", " + limits.withinSeconds() + " s, " + limits.sessionSeconds() + " s"));
  }

  private static String row(Setting setting) {
    return line(List.of(code(setting.name()), setting.help(), setting.expected()));
  }

  private static String screen(GatewayMap.Screen screen) {
    String headers = screen.headers().entrySet().stream().sorted(Map.Entry.comparingByKey())
        .map(header -> code(header.getKey() + ": " + header.getValue()) + " ").collect(Collectors.joining());
    return headers + code(screen.body().isTextual() ? screen.body().textValue() : screen.body().toString());
  }

  private static String fields(List<String> names) {
    return names.stream().map(GatewaysReferenceTest::code).collect(Collectors.joining(", "));
  }

  private static String code(String text) {
    return text.isEmpty() ? "" : "`" + text.replace("|", "\\|") + "`";
  }

  private static String line(List<String> cells) {
    return "| " + String.join(" | ", cells) + " |\n";
  }
}
