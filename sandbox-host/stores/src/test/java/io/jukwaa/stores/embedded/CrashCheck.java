package io.jukwaa.stores.embedded;

import static io.jukwaa.stores.embedded.CrashChild.APP;
import static io.jukwaa.stores.embedded.CrashChild.TENANT;

import io.jukwaa.store.MessageLog.Direction;
import io.jukwaa.stores.contract.Samples;
import java.util.List;
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
    return Stream.of(
        half("tally", "select app || ' ' || name from tally where name not like 'event%' and value <> case name"
            + " when 'inbound' then (select count(*) from inbound) when 'outbound' then (select count(*) from outbound)"
            + " else (select count(*) from correspondent where direction || '.users' = name) end"),
        half("messages", "select 'without tally' where (select count(*) from tally) <> 4"
            + " and exists (select 1 from outbound)"),
        half("records", "select tenant from record_count c"
            + " where records <> (select count(*) from record r where r.tenant = c.tenant)"),
        half("contact", "select key from contact c"
            + " where 4 <> (select count(*) from contact_field f where f.tenant = c.tenant and f.contact = c.key)"))
        .flatMap(List::stream).toList();
  }

  private boolean isTrue(String what, String id) {
    return switch (what) {
      case "record" -> ("\"" + id + "\"").equals(database.keyValues().get(TENANT, id));
      case "inbound" -> Samples.inbound(id, id, Samples.START)
          .equals(database.messages().find(APP, Direction.INBOUND, id));
      case "outbound" -> database.messages().sentFor(APP, "c", id)
          .equals(List.of(Samples.outbound(id, id, Samples.START)));
      case "contact" -> CrashChild.contact(id).equals(database.contacts().find(TENANT, id));
      case "counter" -> Long.parseLong(Objects.requireNonNullElse(
          database.keyValues().get(TENANT, CrashChild.COUNTER), "0")) >= Long.parseLong(id);
      default -> throw new IllegalArgumentException(what);
    };
  }

  private List<String> half(String what, String query) {
    return database.read(sql -> sql.all(query, row -> what + " " + row.getString(1)));
  }
}
