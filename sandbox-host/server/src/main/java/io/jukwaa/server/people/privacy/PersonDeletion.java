package io.jukwaa.server.people.privacy;

import io.jukwaa.message.Channel;
import io.jukwaa.message.InvalidFieldException;
import io.jukwaa.message.Stamp;
import io.jukwaa.resource.App;
import io.jukwaa.resource.Lease;
import io.jukwaa.resource.Tenant;
import io.jukwaa.server.Stores;
import io.jukwaa.server.clients.Parcels;
import io.jukwaa.server.routing.Whereabouts;
import io.jukwaa.store.AppLog;
import io.jukwaa.store.ContactStore.Contact;
import io.jukwaa.store.DeletionStore.Deletion;
import io.jukwaa.store.MessageLog.Direction;
import io.jukwaa.store.MessageLog.Erased;
import io.jukwaa.store.StoreException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Deletes one person wherever a tenant has them, in whatever way apps and operators wrote the address, and writes down that
 * it was done. What is broken off is done by the same again. Thread-safe; blocks.
 */
public final class PersonDeletion {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String MSISDN = "msisdn";

  private final Stores stores;
  private final Pseudonyms pseudonyms;
  private final Supplier<Stamp> stamps;
  private final RememberedOptOuts optOuts;

  /**
   * @param pseudonyms what stands for deleted people
   * @param stamps ids and times of what is written down
   */
  public PersonDeletion(Stores stores, Pseudonyms pseudonyms, Supplier<Stamp> stamps) {
    this.stores = stores;
    this.pseudonyms = pseudonyms;
    this.stamps = stamps;
    optOuts = stores.people().optOuts() instanceof RememberedOptOuts known
        ? known
        : new RememberedOptOuts(stores.people().optOuts(), pseudonyms);
  }

  /**
   * Who is to be deleted, and what is written down about it.
   *
   * @param address a phone number, however it is written, or another address of a contact
   * @param by who asked for it
   */
  public record Wish(String address, String by, String reason) {
    public Wish {
      if (address.isBlank()) {
        throw new InvalidFieldException("--address", address, "a phone number or another address");
      }
      if (by.isBlank() || reason.isBlank()) {
        throw new InvalidFieldException(by.isBlank() ? "--by" : "--reason", "empty", "some words for the record");
      }
    }
  }

  /** What of the person is there, by what it is; deletes nothing. */
  public Map<String, Long> look(Tenant tenant, String address) {
    Person person = Person.find(stores, tenant, address);
    Map<String, Long> counts = counts();
    counts.put("contacts", (long) person.contacts().size());
    for (App app : apps(tenant)) {
      for (String spelling : person.spellings()) {
        add(counts, "messages received", stores.conversations().messages()
            .latestWith(app, Direction.INBOUND, spelling, Integer.MAX_VALUE).size());
        add(counts, "messages sent", stores.conversations().messages()
            .latestWith(app, Direction.OUTBOUND, spelling, Integer.MAX_VALUE).size());
      }
      add(counts, "lines of app logs", stores.reports().log().tail(app, AppLog.KEPT).stream()
          .filter(line -> person.mentioned().test(line.text())).count());
    }
    add(counts, "records", keys(tenant, person).size());
    for (String spelling : person.spellings()) {
      add(counts, "consents", stores.people().consents().history(tenant.key(), spelling).size());
      add(counts, "opt-outs kept as a hash", optOuts.store().find(tenant.key(), MSISDN, spelling) == null ? 0 : 1);
    }
    return counts;
  }

  /**
   * Deletes; all of it is on the disk on return.
   *
   * @throws StoreException if an app is busy with the person for too long, or a store refuses
   */
  public Deletion delete(Tenant tenant, Wish wish) {
    Person person = Person.find(stores, tenant, wish.address());
    Map<String, Long> counts = counts();
    for (App app : apps(tenant)) {
      person.spellings().forEach(spelling -> erase(tenant, app, spelling, counts));
      add(counts, "lines of app logs", stores.reports().log().remove(app, person.mentioned()));
    }
    channels(tenant).forEach(channel -> person.spellings().forEach(spelling -> {
      add(counts, "messages that waited", stores.conversations().outbox().erase(channel, spelling,
          pseudonyms.of(tenant.key(), spelling), stamps.get().time()));
      new Whereabouts(stores.conversations().sessions()).forget(channel, spelling);
    }));
    for (String key : keys(tenant, person)) {
      add(counts, "records", stores.records().delete(tenant.key(), key) ? 1 : 0);
    }
    for (Contact contact : person.contacts()) {
      add(counts, "contacts", stores.people().contacts().remove(tenant.key(), contact.key()) ? 1 : 0);
    }
    for (String spelling : person.spellings()) {
      String pseudonym = pseudonyms.of(tenant.key(), person.name());
      add(counts, "consents", stores.people().consents().move(tenant.key(), spelling, pseudonym));
      add(counts, "opt-outs kept as a hash", optOuts.forget(tenant.key(), MSISDN, spelling) ? 1 : 0);
    }
    return written(tenant, wish, person, counts);
  }

  private Deletion written(Tenant tenant, Wish wish, Person person, Map<String, Long> counts) {
    Stamp stamp = stamps.get();
    Deletion deletion = new Deletion(stamp.id(), stamp.time(), person.without(wish.by()), person.without(wish.reason()),
        pseudonyms.of(tenant.key(), person.name()), counts);
    stores.people().deletions().save(tenant.key(), deletion);
    stores.durability().flush();
    return deletion;
  }

  /** Under the user's lock: a run that is under way would write some of it again. */
  private void erase(Tenant tenant, App app, String spelling, Map<String, Long> counts) {
    Lease lease = stores.conversations().locks().acquire(app.key(), spelling, PATIENCE);
    if (lease == null) {
      throw new StoreException("app " + app.key() + ": busy with this person for " + PATIENCE.toSeconds()
          + " s (expected: a moment between two messages; the same again does the rest)", null);
    }
    try {
      Erased erased = stores.conversations().messages().erase(app, spelling, pseudonyms.of(tenant.key(), spelling));
      add(counts, "messages received", erased.inbound());
      add(counts, "messages sent", erased.outbound());
    } finally {
      stores.conversations().locks().release(lease);
    }
  }

  /** Keys of the tenant's channels, and of what waits for programs elsewhere. */
  private List<String> channels(Tenant tenant) {
    return Stream.concat(
        stores.deployments().channels().stream().filter(channel -> channel.tenant().equals(tenant.key()))
            .map(Channel::key),
        apps(tenant).stream().flatMap(app -> Parcels.channels(app).stream())).toList();
  }

  private List<App> apps(Tenant tenant) {
    return stores.deployments().apps().stream().filter(app -> app.tenant().equals(tenant.key())).toList();
  }

  /** Keys of records that have the address in them: {@code users.<store>.<address>} and whatever else apps make of it. */
  private List<String> keys(Tenant tenant, Person person) {
    return stores.records().list(tenant.key(), Integer.MAX_VALUE).keySet().stream().filter(person.mentioned()).toList();
  }

  private static Map<String, Long> counts() {
    Map<String, Long> counts = new LinkedHashMap<>();
    List.of("contacts", "messages received", "messages sent", "messages that waited", "records", "lines of app logs",
        "consents", "opt-outs kept as a hash").forEach(name -> counts.put(name, 0L));
    return counts;
  }

  private static void add(Map<String, Long> counts, String name, long more) {
    counts.merge(name, more, Long::sum);
  }
}
