package io.jukwaa.stores.embedded;

import static io.jukwaa.stores.embedded.CrashChild.APP;
import static io.jukwaa.stores.embedded.CrashChild.TENANT;

import io.jukwaa.message.UserMessage;
import io.jukwaa.store.ContactStore.Contact;
import io.jukwaa.store.MessageLog.Direction;
import io.jukwaa.stores.contract.Samples;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Finds what a killed process promised and did not keep, and what it left half done.
 *
 * @param database what it left
 */
record CrashCheck(EmbeddedDatabase database) {
  /** Which of these lines of a {@link CrashChild} are not true. */
  List<String> untrue(List<String> acknowledged) {
    return acknowledged.stream().filter(line -> !isTrue(line.split(" ", -1)[0], line.split(" ", -1)[1])).toList();
  }

  /** What is there in part only; empty if nothing is. */
  List<String> halves() {
    return Stream.of(halfMessages(Direction.INBOUND), halfMessages(Direction.OUTBOUND), halfRecords(), halfContacts())
        .flatMap(found -> found).toList();
  }

  private boolean isTrue(String what, String id) {
    return switch (what) {
      case "record" -> ("\"" + id + "\"").equals(database.keyValues().get(TENANT, id));
      case "inbound" -> Samples.inbound(id, id, Samples.START)
          .equals(database.messages().find(APP, Direction.INBOUND, id));
      case "outbound" -> database.messages().sentFor(APP, id)
          .equals(List.of(Samples.outbound(id, id, Samples.START)));
      case "contact" -> CrashChild.contact(id).equals(database.contacts().find(TENANT, id));
      case "counter" -> Long.parseLong(Objects.requireNonNullElse(
          database.keyValues().get(TENANT, CrashChild.COUNTER), "0")) >= Long.parseLong(id);
      default -> throw new IllegalArgumentException(what);
    };
  }

  private Stream<String> halfMessages(Direction direction) {
    List<UserMessage> all = database.messages().latest(APP, direction, Integer.MAX_VALUE);
    long counted = database.messages().count(APP, direction);
    long users = database.messages().countUsers(APP, direction);
    return all.size() == counted && all.size() == users
        ? Stream.empty()
        : Stream.of(direction + ": " + all.size() + " messages, counted " + counted + ", users " + users);
  }

  private Stream<String> halfRecords() {
    Map<String, String> all = database.keyValues().list(TENANT, Integer.MAX_VALUE);
    int counted = database.keyValues().put(TENANT, "probe", "1", null, 1 << 30).keys();
    int there = all.size() + (all.containsKey("probe") ? 0 : 1);
    return there == counted ? Stream.empty() : Stream.of(there + " records, counted " + counted);
  }

  private Stream<String> halfContacts() {
    return database.contacts().search(TENANT, List.of(), Integer.MAX_VALUE).stream().map(Contact::key)
        .filter(id -> database.contacts().findBy(TENANT, "msisdn", id) == null
            || database.contacts().countMembers(TENANT, "group-" + id) != 1)
        .map(id -> "contact " + id + " without its index");
  }
}
