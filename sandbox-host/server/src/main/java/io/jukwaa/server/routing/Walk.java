package io.jukwaa.server.routing;

import io.jukwaa.message.SessionEvent;
import io.jukwaa.server.routing.Decision.Destination;
import io.jukwaa.server.routing.Decision.Position;
import io.jukwaa.server.routing.Decision.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The way of one message through a table. It follows from the table, the message and where its user was, and from who is in
 * which group; nothing is changed. Not thread-safe; blocks where stores do.
 */
final class Walk {
  private final Table table;
  private final Question question;
  private final Members members;
  private final String unclaimed;
  private final List<Step> path = new ArrayList<>();
  /** What was written is for a menu, and not for who comes behind it. */
  private boolean used;
  /** The user has named where to go, and does not just go on. */
  private boolean asked;
  /** For how long it is of use where the user is then. */
  private Duration remember = Duration.ZERO;

  /** Whether the user of an address is in a group of the tenant. */
  interface Members {
    /** @param group a name or a key */
    boolean isIn(String tenant, String address, String group);
  }

  /** @param unclaimed what a session is told that nothing claims, unless the tenant has words of its own */
  Walk(Table table, Question question, Members members, String unclaimed) {
    this.table = table;
    this.question = question;
    this.members = members;
    this.unclaimed = unclaimed;
  }

  Decision decision() {
    Destination destination = destination();
    Position after = switch (destination) {
      case Destination.ToApp to -> new Position.At(to.app());
      case Destination.Said said when said.ends() -> new Position.Nowhere();
      case Destination.Said _ -> new Position.Choosing(path.getLast().to());
      case Destination.Opting _ -> new Position.Nowhere();
    };
    return new Decision(destination, path, after, question.inSession() ? table.remembered() : remember);
  }

  private Destination destination() {
    Destination opting = opting();
    if (opting != null) {
      return opting;
    }
    if (question.before() instanceof Position.Choosing choosing
        && table.routers().get(choosing.menu()) instanceof Router.Menu menu && question.session() != SessionEvent.NEW) {
      Router.Menu.Choice choice = menu.choice(question.content());
      if (choice != null) {
        used = true;
        remember = menu.remember();
        return follow(step("menu " + choosing.menu(), "choice " + choice.label(), choice.then()));
      }
      if (question.inSession()) {
        return show(choosing.menu(), menu, menu.invalid() + '\n');
      }
    }
    String last = last();
    if (last != null && question.continues()) {
      return app(step("session", "goes on", last));
    }
    String channel = "channel " + question.channel().key();
    String start = table.start(question.channel().key(), question.message().endpoint());
    if (start != null) {
      return follow(step(channel, "endpoint " + question.message().endpoint(), start));
    }
    String app = question.channel().app();
    return app.isEmpty() ? nobody(channel) : app(step(channel, "its app", app));
  }

  private @Nullable Destination opting() {
    if (question.content() == null || question.message().fromAddr() == null
        || (question.inSession() && !table.optOuts().inSessions())) {
      return null;
    }
    String word = Words.normal(question.content());
    String out = table.optOuts().out().get(word);
    String in = out == null ? table.optOuts().in().get(word) : null;
    if (out == null && in == null) {
      return null;
    }
    step(out == null ? "opt-in" : "opt-out", "text " + word, "the host");
    return new Destination.Opting(out != null, word, out == null ? Objects.requireNonNull(in) : out);
  }

  /** @param name of a router or key of an app */
  private Destination follow(String name) {
    Router router = table.routers().get(name);
    return switch (router) {
      case null -> app(name);
      case Router.Keyword keyword -> byKeyword(name, keyword);
      case Router.Menu menu -> menu(name, menu);
      case Router.Group group -> byGroup(name, group);
      case Router.Address address -> byAddress(name, address);
      case Router.Split split -> split(name, split);
    };
  }

  private Destination byKeyword(String name, Router.Keyword router) {
    remember = longer(router.remember());
    String at = "keyword " + name;
    for (Router.Keyword.WordRule rule : router.rules()) {
      if (!used && rule.matches(question.content())) {
        asked = true;
        return follow(step(at, rule.text(), rule.then()));
      }
    }
    String last = goesOn(router.remember());
    return last == null ? otherwise(at, router.otherwise()) : app(step(at, "goes on", last));
  }

  private Destination menu(String name, Router.Menu menu) {
    remember = longer(menu.remember());
    boolean again = question.content() != null && menu.words().contains(Words.normal(question.content()));
    String last = again ? null : goesOn(menu.remember());
    return last == null ? show(name, menu, "") : app(step("menu " + name, "goes on", last));
  }

  private Destination show(String name, Router.Menu menu, String above) {
    remember = longer(menu.remember());
    step("menu " + name, "screen", name);
    return new Destination.Said(above + menu.screen(), false);
  }

  private Destination byGroup(String name, Router.Group router) {
    String at = "group " + name;
    String address = question.message().fromAddr();
    for (Router.Group.GroupRule rule : router.rules()) {
      if (address != null && members.isIn(question.channel().tenant(), address, rule.group())) {
        return follow(step(at, "group " + rule.group(), rule.then()));
      }
    }
    return otherwise(at, router.otherwise());
  }

  private Destination byAddress(String name, Router.Address router) {
    String at = "address " + name;
    for (Router.Address.AddressRule rule : router.rules()) {
      if (rule.matches(question.message().fromAddr(), question.message().toAddr())) {
        return follow(step(at, rule.text(), rule.then()));
      }
    }
    return otherwise(at, router.otherwise());
  }

  private Destination split(String name, Router.Split router) {
    String at = "split " + name;
    String address = question.message().fromAddr();
    if (router.isTester(address)) {
      return follow(step(at, "tester", router.then()));
    }
    boolean picked = router.isPicked(name, address);
    return follow(step(at, (picked ? router.percent() : 100 - router.percent()) + " %",
        picked ? router.then() : router.otherwise()));
  }

  private Destination otherwise(String at, @Nullable String name) {
    return name == null ? nobody(at) : follow(step(at, "otherwise", name));
  }

  private Destination app(String app) {
    return new Destination.ToApp(app, used);
  }

  private Destination nobody(String at) {
    step(at, "nothing claims it", "the host");
    remember = Duration.ZERO;
    return new Destination.Said(
        table.unclaimed() != null || !question.inSession() ? table.unclaimed() : unclaimed, true);
  }

  /** The app that a text goes to because the user's last one did; null if there is none. */
  private @Nullable String goesOn(Duration remembered) {
    return used || asked || question.inSession() || remembered.isZero() ? null : last();
  }

  /** The app where the user was, if the table still leads there. */
  private @Nullable String last() {
    return question.before() instanceof Position.At at
        && table.reachable(question.channel().key()).contains(at.app()) ? at.app() : null;
  }

  private Duration longer(Duration other) {
    return remember.compareTo(other) > 0 ? remember : other;
  }

  private String step(String at, String rule, String to) {
    path.add(new Step(at, rule, to));
    return to;
  }
}
