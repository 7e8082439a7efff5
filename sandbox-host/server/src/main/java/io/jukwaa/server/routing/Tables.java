package io.jukwaa.server.routing;

import io.jukwaa.message.Channel;
import io.jukwaa.message.InvalidFieldException;
import io.jukwaa.resource.App;
import io.jukwaa.resource.Routing;
import io.jukwaa.server.Json;
import io.jukwaa.server.deployment.Section;
import io.jukwaa.server.junebug.JunebugApp;
import io.jukwaa.store.DeploymentStore;
import io.jukwaa.store.OptOutStore;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The newest routing of each tenant. Blocks where the store does; thread-safe. */
public final class Tables {
  private final DeploymentStore deployments;
  private final InstantSource clock;
  private final Map<String, Known> known = new ConcurrentHashMap<>();

  private record Known(Routing routing, Table table) {}

  public Tables(DeploymentStore deployments, InstantSource clock) {
    this.deployments = deployments;
    this.clock = clock;
  }

  /** {@link Table#NONE} if the tenant has none. */
  Table of(String tenant) {
    Routing routing = deployments.routing(tenant);
    if (routing == null) {
      return Table.NONE;
    }
    Known before = known.get(tenant);
    if (before != null && before.routing().equals(routing)) {
      return before.table();
    }
    Table table = read(routing, Section.of("routing", Json.object("routing", routing.rules()).members()));
    known.put(tenant, new Known(routing, table));
    return table;
  }

  /** Whether messages that are no replies do not leave to this address. */
  public boolean refusesBulk(String tenant, String address, OptOutStore optOuts) {
    return of(tenant).optOuts().refusesBulk() && Words.spellings(address)
        .anyMatch(spelling -> optOuts.find(tenant, Desk.ADDRESS_TYPE, spelling) != null);
  }

  /**
   * Checks rules against what is deployed and makes them the tenant's newest version.
   *
   * @return the version; the newest there is if its rules are the same
   * @throws InvalidFieldException naming what is wrong; nothing is stored then
   */
  public synchronized Routing save(String tenant, Map<String, ?> rules, Routing.Source source) {
    if (deployments.tenant(tenant) == null) {
      throw new InvalidFieldException("tenant", tenant, "one that is deployed");
    }
    Routing newest = deployments.routing(tenant);
    int version = newest == null ? 1 : newest.version() + 1;
    Routing next = new Routing(tenant, version, clock.instant().toString(), source, Json.text(rules));
    read(next, Section.of("routing", rules));
    if (newest != null && newest.rules().equals(next.rules())) {
      return newest;
    }
    deployments.save(Desk.of(tenant));
    deployments.save(next);
    return next;
  }

  /** The same for the rules of the settings file, if they are not what the file said the last time. */
  public void saveOfFile(String tenant, Map<String, ?> rules) {
    Routing last = deployments.routings(tenant).stream().filter(each -> each.source() == Routing.Source.FILE)
        .findFirst().orElse(null);
    if (!Json.text(rules).equals(last == null ? "{}" : last.rules())) {
      save(tenant, rules, Routing.Source.FILE);
    }
  }

  private Table read(Routing routing, Section section) {
    Set<String> apps = deployments.apps().stream()
        .filter(app -> app.tenant().equals(routing.tenant()) && !Desk.is(app.key()) && JunebugApp.of(app) == null)
        .map(App::key)
        .collect(Collectors.toUnmodifiableSet());
    Set<String> channels = deployments.channels().stream().filter(channel -> channel.tenant().equals(routing.tenant()))
        .map(Channel::key).collect(Collectors.toUnmodifiableSet());
    return new TableReader(apps, channels).read(routing.version(), section);
  }
}
