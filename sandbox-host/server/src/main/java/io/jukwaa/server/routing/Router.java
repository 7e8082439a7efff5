package io.jukwaa.server.routing;

import com.google.re2j.Pattern;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What stands between channels and apps. Edges are names of routers or keys of apps of the same tenant. */
sealed interface Router {
  /** As the settings have it. */
  String type();

  /** Where a message may go from here, at once. A menu has none: it waits for the next. */
  List<String> edges();

  /** Where a message of a user may go from here, sooner or later. */
  default List<String> exits() {
    return edges();
  }

  /**
   * By the first word, or by a pattern, the first rule that matches.
   *
   * @param otherwise where else a message goes; null if nothing claims it
   * @param remember for so long a user's texts that match nothing go to the app that got the last one; zero for never
   */
  record Keyword(List<WordRule> rules, @Nullable String otherwise, Duration remember) implements Router {
    /**
     * @param words as {@link Words#normal} has them; empty if there is a pattern
     * @param pattern found anywhere in the text, whatever case; null if there are words
     */
    record WordRule(Set<String> words, @Nullable Pattern pattern, String then) {
      boolean matches(@Nullable String content) {
        return content != null && (pattern == null
            ? words.contains(Words.first(content))
            : pattern.matcher(content).find());
      }

      String text() {
        return pattern == null ? "words " + String.join(", ", words.stream().sorted().toList()) : "pattern " + pattern;
      }
    }

    @Override
    public String type() {
      return "keyword";
    }

    @Override
    public List<String> edges() {
      return targets(rules.stream().map(WordRule::then), otherwise);
    }
  }

  /**
   * A screen with numbered choices. The app that is chosen gets a message as if its user had dialled.
   *
   * @param invalid shown above the screen after an answer that is no choice
   * @param words texts that show the screen again; as {@link Words#normal} has them
   * @param remember for so long a user's texts go to the app that was chosen; sessions for as long as they are open
   */
  record Menu(String text, List<Choice> choices, String invalid, Set<String> words, Duration remember)
      implements
        Router {
    record Choice(String label, String then) {}

    @Override
    public String type() {
      return "menu";
    }

    @Override
    public List<String> edges() {
      return List.of();
    }

    @Override
    public List<String> exits() {
      return choices.stream().map(Choice::then).distinct().toList();
    }

    /** What the phone shows. */
    String screen() {
      StringBuilder screen = new StringBuilder(text);
      for (int i = 0; i < choices.size(); i++) {
        screen.append('\n').append(i + 1).append(". ").append(choices.get(i).label());
      }
      return screen.toString();
    }

    /** By its number, in any script, or by its label; null if it is neither. */
    @Nullable
    Choice choice(@Nullable String content) {
      if (content == null) {
        return null;
      }
      int number = Words.number(content);
      if (number >= 1 && number <= choices.size()) {
        return choices.get(number - 1);
      }
      String label = Words.normal(content);
      return choices.stream().filter(choice -> Words.normal(choice.label()).equals(label)).findFirst().orElse(null);
    }
  }

  /**
   * By the groups that the user's contact is in, the first that it is.
   *
   * @param otherwise null if nothing claims the others
   */
  record Group(List<GroupRule> rules, @Nullable String otherwise) implements Router {
    /** @param group a name or a key */
    record GroupRule(String group, String then) {}

    @Override
    public String type() {
      return "group";
    }

    @Override
    public List<String> edges() {
      return targets(rules.stream().map(GroupRule::then), otherwise);
    }
  }

  /**
   * By the user's address and the one that was dialled or written to, the first rule that matches.
   *
   * @param otherwise null if nothing claims the others
   */
  record Address(List<AddressRule> rules, @Nullable String otherwise) implements Router {
    /** Patterns for whole addresses; null matches any. */
    record AddressRule(@Nullable Pattern from, @Nullable Pattern to, String then) {
      boolean matches(@Nullable String fromAddress, @Nullable String toAddress) {
        return matches(from, fromAddress) && matches(to, toAddress);
      }

      private static boolean matches(@Nullable Pattern pattern, @Nullable String address) {
        return pattern == null || (address != null && pattern.matches(address));
      }

      String text() {
        return Stream.of(from == null ? "" : "from " + from, to == null ? "" : "to " + to)
            .filter(part -> !part.isEmpty()).collect(Collectors.joining(", "));
      }
    }

    @Override
    public String type() {
      return "address";
    }

    @Override
    public List<String> edges() {
      return targets(rules.stream().map(AddressRule::then), otherwise);
    }
  }

  /**
   * Between two releases of an app: testers and a share of all others. An address stays on its side, and who was among
   * 5 % is among 10 % too.
   *
   * @param percent 0 to 100
   * @param testers addresses, as the operator writes them but for a plus
   */
  record Split(int percent, Set<String> testers, String then, String otherwise) implements Router {
    private static final int BUCKETS = 100;

    @Override
    public String type() {
      return "split";
    }

    @Override
    public List<String> edges() {
      return targets(Stream.of(then), otherwise);
    }

    boolean isTester(@Nullable String address) {
      return address != null && testers.contains(Words.withoutPlus(address));
    }

    /** @param router its name, so that two routers do not pick the same people */
    boolean isPicked(String router, @Nullable String address) {
      return Math.floorMod(Words.hash(router + '\0' + Words.withoutPlus(address == null ? "" : address)),
          BUCKETS) < percent;
    }
  }

  private static List<String> targets(Stream<String> then, @Nullable String otherwise) {
    return Stream.concat(then, Stream.ofNullable(otherwise)).distinct().toList();
  }
}
