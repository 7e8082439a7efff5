package io.jukwaa.stores.embedded;

import io.jukwaa.resource.App;
import io.jukwaa.store.ContactStore.Contact;
import io.jukwaa.store.MessageLog.Origin;
import io.jukwaa.stores.contract.Samples;
import io.jukwaa.stores.format.ContactColumn;
import io.jukwaa.stores.format.Json;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;

/** A process that writes through the ports and says so, until somebody kills it. */
final class CrashChild {
  static final String TENANT = "acme";
  static final String COUNTER = "counter";
  static final App APP = Samples.app("a");
  private static final int WRITERS = 8;

  private final EmbeddedDatabase database;
  private final Mode mode;

  private CrashChild(EmbeddedDatabase database, Mode mode) {
    this.database = database;
    this.mode = mode;
  }

  /** What is right or wrong with this process. */
  enum Mode {
    /** Says what is stored. */
    HONEST,
    /** Says what it is about to store. */
    EARLY,
    /** Stores a contact in two commits. */
    HALVES
  }

  /** @param arguments data folder, mode, and a name for this process that its ids begin with */
  public static void main(String[] arguments) throws InterruptedException {
    EmbeddedDatabase database = EmbeddedDatabase.open(Path.of(arguments[0]), InstantSource.system());
    CrashChild child = new CrashChild(database, Mode.valueOf(arguments[1]));
    Thread last = Thread.currentThread();
    for (int i = 0; i < WRITERS; i++) {
      String name = arguments[2] + "-" + i + "-";
      last = Thread.startVirtualThread(() -> child.writeForEver(name));
    }
    last.join();
  }

  static Contact contact(String id) {
    return new Contact(id, Samples.START, Map.of("msisdn", id), Map.of("extra", id), Map.of(), Set.of("group-" + id));
  }

  private void writeForEver(String name) {
    for (int i = 0;; i++) {
      String id = name + i;
      acknowledge("record " + id, () -> database.keyValues().put(TENANT, id, "\"" + id + "\"", null, 1 << 30));
      acknowledge("inbound " + id,
          () -> database.messages().appendInbound(APP, "c", Samples.inbound(id, id, Samples.START)));
      acknowledge("outbound " + id,
          () -> database.messages().appendOutbound(APP, "c", new Origin(id, 0),
              Samples.outbound(id, id, Samples.START)));
      acknowledge("contact " + id, () -> save(contact(id)));
      count();
    }
  }

  private void count() {
    if (mode == Mode.EARLY) {
      database.keyValues().increment(TENANT, COUNTER, 1, 1 << 30);
    } else {
      say("counter " + database.keyValues().increment(TENANT, COUNTER, 1, 1 << 30).value());
    }
  }

  private void save(Contact contact) {
    if (mode == Mode.HALVES) {
      database.write(sql -> sql.run("insert into contact (tenant, key, created_at, json) values (?, ?, 0, ?)", TENANT,
          contact.key(), Json.text(new ContactColumn(contact))));
    }
    database.contacts().save(TENANT, contact);
  }

  private void acknowledge(String what, Runnable write) {
    if (mode == Mode.EARLY) {
      say(what);
      write.run();
    } else {
      write.run();
      say(what);
    }
  }

  /** One line, with a mark at its end that tells it from one cut off. */
  private static void say(String what) {
    System.out.println(what + " .");
  }
}
