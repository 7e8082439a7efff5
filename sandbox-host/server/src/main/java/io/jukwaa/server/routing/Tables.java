package io.jukwaa.server.routing;

import io.jukwaa.message.InvalidFieldException;
import io.jukwaa.resource.App;
import io.jukwaa.resource.Routing;
import io.jukwaa.server.Json;
import io.jukwaa.server.deployment.Section;
import io.jukwaa.store.DeploymentStore;
import io.jukwaa.store.OptOutStore;
import io.jukwaa.transports.Transports;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The newest routing of each tenant. Blocks where the store does; thread-safe. */
public final class Tables {
  private static final Known NOTHING = new Known(new Routing("", 0, "", Routing.Source.FILE, "{}"), Table.NONE,
      Map.of());

  private final DeploymentStore deployments;
  private final Transports transports;
  private final InstantSource clock;
  private final Map<String, Known> known = new ConcurrentHashMap<>();

  /** @param senders channel to the apps whose endpoints led to it in any version: receipts come late */
  private record Known(Routing routing, Table table, Map<String, Set<String>> senders) {}

  public Tables(DeploymentStore deployments, Transports transports, InstantSource clock) {
    this.deployments = deployments;
    this.transports = transports;
    this.clock = clock;
  }

  /** {@link Table#NONE} if the tenant has none. */
  Table of(String tenant) {
    return newest(tenant).table();
  }

  /**
   * By which channel leaves what an app sends that is no reply: as the routing of its tenant says or, where that says
   * nothing, as it is deployed.
   *
   * @return null if neither says anything of this endpoint
   */
  public @Nullable String outlet(App app, String endpoint) {
    String outlet = of(app.tenant()).outlet(app.key(), endpoint);
    return outlet == null ? app.routes().get(endpoint) : outlet;
  }

  /** Whether an endpoint of the app leads to the channel, or has. */
  boolean mayHaveSent(App app, String channel) {
    return app.routes().containsValue(channel)
        || newest(app.tenant()).senders().getOrDefault(channel, Set.of()).contains(app.key());
  }

  private Known newest(String tenant) {
    Routing routing = deployments.routing(tenant);
    if (routing == null) {
      return NOTHING;
    }
    Known before = known.get(tenant);
    if (before != null && before.routing().equals(routing)) {
      return before;
    }
    Table table = TableReader.read(routing.version(),
        Section.of("routing", Json.object("routing", routing.rules()).members()));
    Known read = new Known(routing, table, senders(tenant));
    known.put(tenant, read);
    return read;
  }

  private Map<String, Set<String>> senders(String tenant) {
    Map<String, Set<String>> senders = new HashMap<>();
    for (Routing version : deployments.routings(tenant)) {
      Section rules = Section.of("routing", Json.object("routing", version.rules()).members());
      rules.section("endpoints").names().forEach(app -> rules.section("endpoints").entries(app).values()
          .forEach(channel -> senders.computeIfAbsent(channel, _ -> new HashSet<>()).add(app)));
    }
    return senders;
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
    TableCheck.of(tenant, deployments.apps(), deployments.channels(), transports)
        .check(Section.of("routing", rules));
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
}
