package io.jukwaa.server.routing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.type.TypeFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.jukwaa.message.Channel;
import io.jukwaa.resource.App;
import io.jukwaa.server.deployment.Section;
import io.jukwaa.transports.Transports;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** A table with everything in it, of a tenant with some apps and channels. */
final class TableFixture {
  static final String WHOLE = """
      channels:
        texts: front
        ussd: code
        legacy: {default: clinic, sms: front}
      routers:
        front:
          type: keyword
          rules:
            - {words: [poll, Kura], then: vote}
            - {pattern: '^stock \\d+', then: stock}
            - {words: [menu], then: shop}
          otherwise: staff
        code:
          type: menu
          text: Welcome
          choices: [{label: Clinic, then: clinic}, {label: Poll, then: vote}, {label: More, then: more}]
          words: [home]
        more:
          type: menu
          text: More
          choices: [{label: Stock, then: stock}, {label: Back, then: code}]
        shop:
          type: menu
          text: Shop
          choices: [{label: Stock, then: stock}, {label: Poll, then: vote}]
          words: [home]
        staff:
          type: group
          rules: [{group: Nurses, then: nurses}]
          otherwise: numbers
        numbers:
          type: address
          rules: [{from: '\\+25570.*', then: release}, {to: '\\*120\\*.*', then: vote}]
        release: {type: split, percent: 30, testers: ['+255700000009'], then: clinic-next, otherwise: clinic}
      endpoints:
        clinic: {sms: texts, default: legacy}
      opt-out:
        words: {stop: You will get no more messages., acha: Hutapata ujumbe tena.}
        back: {start: Welcome back.}
      unclaimed: We do not know what you mean.
      """;
  private static final List<App> APPS = Stream.of("clinic", "clinic-next", "vote", "stock", "nurses")
      .map(key -> new App(key, "acme", key, "", "", Map.of(), Set.of("sms"), false, Set.of())).toList();
  private static final List<Channel> CHANNELS = Map.of("texts", "loopback", "legacy", "loopback", "ussd", "ussd-http")
      .entrySet().stream()
      .map(each -> new Channel(each.getKey(), "acme", "", each.getValue(), Map.of(), "Sorry.")).toList();
  private static final YAMLMapper YAML = new YAMLMapper();
  private static final JavaType OBJECT = TypeFactory.defaultInstance().constructMapType(Map.class, String.class,
      Object.class);

  private TableFixture() {}

  static Table table(String yaml) throws JsonProcessingException {
    Map<String, Object> rules = YAML.readValue(yaml, OBJECT);
    TableCheck.of("acme", APPS, CHANNELS, Transports.builtIn()).check(Section.of("routing", rules));
    return TableReader.read(7, Section.of("routing", rules));
  }
}
