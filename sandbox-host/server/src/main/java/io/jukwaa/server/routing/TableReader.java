package io.jukwaa.server.routing;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.jukwaa.message.InvalidFieldException;
import io.jukwaa.server.deployment.Section;
import io.jukwaa.server.settings.Kind;
import io.jukwaa.transports.GsmAlphabet;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the routing of one tenant. {@code docs/reference/routing.md} describes what is read; {@link TableCheck} holds it against
 * what is deployed.
 */
final class TableReader {
  private static final Duration AN_HOUR = Duration.ofHours(1);
  private static final int ALL = 100;
  /** Of UCS-2 on a screen or in a text, 3GPP TS 23.038. */
  private static final int SHORT_SCREEN = 70;

  private TableReader() {}

  /** @throws InvalidFieldException naming what is wrong, by its place in the section */
  static Table read(int version, Section section) {
    section.only("channels", "routers", "endpoints", "opt-out", "unclaimed");
    Map<String, Router> routers = new LinkedHashMap<>();
    section.sections("routers").forEach((name, router) -> routers.put(name, router(router)));
    Map<String, Map<String, String>> endpoints = new LinkedHashMap<>();
    Section outlets = section.section("endpoints");
    outlets.names().forEach(app -> endpoints.put(app, outlets.entries(app)));
    return new Table(version, starts(section.section("channels")), routers, endpoints,
        optOuts(section.section("opt-out")), section.textOrNull("unclaimed"));
  }

  private static Router router(Section section) {
    String type = section.text("type");
    return switch (type) {
      case "keyword" -> keyword(section.only("type", "rules", "otherwise", "remember"));
      case "menu" -> menu(section.only("type", "text", "choices", "invalid", "words", "remember"));
      case "group" -> new Router.Group(rules(section.only("type", "rules", "otherwise")).stream()
          .map(rule -> new Router.Group.GroupRule(rule.only("group", "then").text("group"), rule.text("then")))
          .toList(),
          section.textOrNull("otherwise"));
      case "address" -> new Router.Address(rules(section.only("type", "rules", "otherwise")).stream()
          .map(TableReader::addressRule).toList(), section.textOrNull("otherwise"));
      case "split" -> split(section.only("type", "percent", "testers", "then", "otherwise"));
      default -> throw section.refused("type", "keyword, menu, group, address or split");
    };
  }

  private static Router.Keyword keyword(Section section) {
    Set<String> before = new HashSet<>();
    return new Router.Keyword(rules(section).stream().map(rule -> keywordRule(rule, before)).toList(),
        section.textOrNull("otherwise"), remember(section));
  }

  private static Router.Keyword.WordRule keywordRule(Section rule, Set<String> before) {
    rule.only("words", "pattern", "then");
    Pattern pattern = pattern(rule, "pattern", Pattern.CASE_INSENSITIVE);
    Set<String> words = words(rule, "words");
    if (words.isEmpty() == (pattern == null)) {
      throw rule.refused("words", "words, or a pattern, and not both");
    }
    words.stream().filter(word -> word.contains(" ") || !before.add(word)).findFirst().ifPresent(word -> {
      throw new InvalidFieldException(rule.path("words"), word, "a single word that no earlier rule has");
    });
    return new Router.Keyword.WordRule(words, pattern, rule.text("then"));
  }

  private static Router.Menu menu(Section section) {
    List<Router.Menu.Choice> choices = section.list("choices").stream().map(choice -> new Router.Menu.Choice(
        choice.only("label", "then").text("label"), choice.text("then"))).toList();
    if (choices.isEmpty()) {
      throw section.refused("choices", "at least one choice with label and then");
    }
    String invalid = section.textOrNull("invalid");
    Router.Menu menu = new Router.Menu(section.text("text"), choices,
        invalid == null ? "Please choose a number." : invalid, words(section, "words"), remember(section));
    String longest = menu.invalid() + '\n' + menu.screen();
    boolean fits = GsmAlphabet.holds(longest)
        ? GsmAlphabet.septets(longest) <= GsmAlphabet.PART
        : longest.length() <= SHORT_SCREEN;
    if (!fits) {
      throw new InvalidFieldException(section.path("choices"), longest.length() + " characters with text and invalid",
          "a screen: " + GsmAlphabet.PART + " characters, or " + SHORT_SCREEN
              + " if one is not in GSM's alphabet; a choice may lead to another menu");
    }
    return menu;
  }

  private static Router.Address.AddressRule addressRule(Section rule) {
    rule.only("from", "to", "then");
    Pattern from = pattern(rule, "from", 0);
    Pattern to = pattern(rule, "to", 0);
    if (from == null && to == null) {
      throw rule.refused("from", "a pattern for from, to or both");
    }
    return new Router.Address.AddressRule(from, to, rule.text("then"));
  }

  private static Router.Split split(Section section) {
    int percent = section.count("percent", 0);
    if (percent > ALL) {
      throw section.refused("percent", "a whole number from 0 to 100");
    }
    Set<String> testers = new HashSet<>();
    section.texts("testers").forEach(tester -> testers.add(Words.withoutPlus(tester)));
    return new Router.Split(percent, testers, section.text("then"), section.text("otherwise"));
  }

  private static List<Section> rules(Section section) {
    List<Section> rules = section.list("rules");
    if (rules.isEmpty()) {
      throw section.refused("rules", "a list of at least one rule");
    }
    return rules;
  }

  private static @Nullable Pattern pattern(Section rule, String name, int flags) {
    String text = rule.textOrNull(name);
    try {
      return text == null ? null : Pattern.compile(text, flags);
    } catch (PatternSyntaxException e) {
      throw (InvalidFieldException) rule.refused(name, "a regular expression as RE2 has it: " + e.getDescription())
          .initCause(e);
    }
  }

  private static Duration remember(Section section) {
    String text = section.textOrNull("remember");
    if (text == null) {
      return AN_HOUR;
    }
    Duration remember = text.equals("no") || text.equals("false") ? Duration.ZERO : Kind.DURATION.reader().apply(text);
    if (remember == null) {
      throw section.refused("remember", Kind.DURATION.expected() + ", or no");
    }
    return remember;
  }

  private static Set<String> words(Section section, String name) {
    Set<String> words = new LinkedHashSet<>();
    section.texts(name).forEach(text -> words.add(word(section.path(name), text)));
    return words;
  }

  private static String word(String path, String text) {
    String word = Words.normal(text);
    if (word.isEmpty()) {
      throw new InvalidFieldException(path, text, "words of letters or digits");
    }
    return word;
  }

  private static Table.OptOuts optOuts(Section section) {
    section.only("words", "back", "in-sessions", "bulk");
    Map<String, String> out = answers(section, "words");
    Map<String, String> in = answers(section, "back");
    in.keySet().stream().filter(out::containsKey).findFirst().ifPresent(word -> {
      throw new InvalidFieldException(section.path("back"), word, "a text that is not under words");
    });
    String bulk = section.textOrNull("bulk");
    if (bulk != null && !bulk.equals("refuse") && !bulk.equals("allow")) {
      throw section.refused("bulk", "refuse or allow");
    }
    return new Table.OptOuts(out, in, section.flag("in-sessions"), !out.isEmpty() && !"allow".equals(bulk));
  }

  private static Map<String, String> answers(Section section, String name) {
    Map<String, String> answers = new LinkedHashMap<>();
    section.entries(name).forEach((text, answer) -> answers.put(word(section.path(name), text), answer));
    return answers;
  }

  private static Map<String, Map<String, String>> starts(Section starts) {
    Map<String, Map<String, String>> read = new LinkedHashMap<>();
    starts.names().forEach(channel -> read.put(channel, starts.value(channel) instanceof Map
        ? starts.entries(channel)
        : Map.of(Table.ANY, starts.text(channel))));
    return read;
  }
}
