package io.jukwaa.server.routing;

import io.jukwaa.message.Channel;
import io.jukwaa.message.InvalidFieldException;
import io.jukwaa.message.UserMessage;
import io.jukwaa.resource.App;
import io.jukwaa.server.deployment.Section;
import io.jukwaa.server.junebug.JunebugApp;
import io.jukwaa.transports.SendingTransport;
import io.jukwaa.transports.Transports;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Holds rules against what is deployed, before they are saved: every edge leads somewhere, and none back to where it came from
 * but through a menu. What is deployed may change after that: a rule that leads to what has gone is then one that nothing comes of,
 * and the others hold.
 *
 * @param apps the tenant's, by their keys, which rules may name
 * @param channels the tenant's, by their keys
 */
public record TableCheck(Map<String, App> apps, Map<String, Channel> channels, Transports transports) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");
  private static final String SOMEWHERE = "a router of this routing or an app of the same tenant";

  public TableCheck {
    apps = Map.copyOf(apps);
    channels = Map.copyOf(channels);
  }

  /** One for a tenant. */
  public static TableCheck of(String tenant, Collection<App> apps, Collection<Channel> channels,
      Transports transports) {
    return new TableCheck(
        apps.stream().filter(app -> app.tenant().equals(tenant) && !Desk.is(app.key()) && JunebugApp.of(app) == null)
            .collect(Collectors.toMap(App::key, app -> app)),
        channels.stream().filter(channel -> channel.tenant().equals(tenant))
            .collect(Collectors.toMap(Channel::key, channel -> channel)),
        transports);
  }

  /** @throws InvalidFieldException naming what is wrong, by its place in the section */
  public void check(Section section) {
    Table table = TableReader.read(0, section);
    Set<String> known = new HashSet<>(table.routers().keySet());
    known.addAll(apps.keySet());
    section.section("routers").names().forEach(name -> checkName(section.path("routers"), name));
    section.sections("routers").forEach((name, router) -> checkExits(router, table.routers().get(name), known));
    section.section("routers").names()
        .forEach(name -> refuseLoop(section.path("routers"), name, table.routers(), new LinkedHashSet<>()));
    section.section("channels").names().forEach(channel -> checkStarts(section, channel,
        table.channels().getOrDefault(channel, Map.of()), known));
    section.section("endpoints").names().forEach(app -> checkOutlets(section.section("endpoints"), app,
        table.endpoints().getOrDefault(app, Map.of())));
  }

  private void checkName(String path, String name) {
    if (!NAME.matcher(name).matches() || apps.containsKey(name)) {
      throw new InvalidFieldException(path, name,
          "a name of letters, digits, dot, dash and underscore, at most 63, that no app has");
    }
  }

  private static void checkExits(Section section, @Nullable Router router, Set<String> known) {
    if (router != null) {
      router.exits().stream().filter(exit -> !known.contains(exit)).findFirst().ifPresent(exit -> {
        throw new InvalidFieldException(section.path(), exit, SOMEWHERE);
      });
    }
  }

  /** @param way that a message has gone already */
  private static void refuseLoop(String path, String name, Map<String, Router> routers, Set<String> way) {
    Router router = routers.get(name);
    if (router == null) {
      return;
    }
    if (!way.add(name)) {
      throw new InvalidFieldException(path, String.join(" -> ", way) + " -> " + name,
          "routers that lead to an app at last, and not in a circle");
    }
    router.edges().forEach(next -> refuseLoop(path, next, routers, new LinkedHashSet<>(way)));
  }

  private void checkStarts(Section section, String channel, Map<String, String> starts, Set<String> known) {
    if (!channels.containsKey(channel)) {
      throw new InvalidFieldException(section.path("channels"), channel, "a channel of the same tenant");
    }
    starts.values().stream().filter(name -> !known.contains(name)).findFirst().ifPresent(name -> {
      throw new InvalidFieldException(section.section("channels").path(channel), name, SOMEWHERE);
    });
  }

  private void checkOutlets(Section section, String key, Map<String, String> outlets) {
    App app = apps.get(key);
    if (app == null) {
      throw new InvalidFieldException(section.path(), key, "an app of the same tenant");
    }
    outlets.forEach((endpoint, name) -> {
      if (!endpoint.equals(UserMessage.DEFAULT_ENDPOINT) && !app.endpoints().contains(endpoint)) {
        throw new InvalidFieldException(section.path(key), endpoint,
            "default, or an endpoint that the app's config names");
      }
      Channel channel = channels.get(name);
      if (channel == null || !(transports.of(channel) instanceof SendingTransport)) {
        throw new InvalidFieldException(section.section(key).path(endpoint), name,
            "a channel of the same tenant by which messages can leave at any time");
      }
    });
  }
}
