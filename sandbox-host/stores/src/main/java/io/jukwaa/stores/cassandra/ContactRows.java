package io.jukwaa.stores.cassandra;

import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import io.jukwaa.store.ContactStore.Contact;
import io.jukwaa.store.StoreException;
import io.jukwaa.stores.format.ContactColumn;
import io.jukwaa.stores.format.Json;
import io.jukwaa.stores.format.Text;
import io.jukwaa.stores.format.Time;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Contacts by key, each changed only under the condition that its version is the one that was read. Thread-safe.
 *
 * <p>Threads of one process take turns at a contact: conditions that compete cost Cassandra far more than a lock does.
 */
final class ContactRows {
  static final String KIND = "contact";
  private static final int TRIES = 20;
  private static final String FIND = "select key, created_at, json, version from contact where tenant = ? and key = ?";
  private static final String CREATE = "insert into contact (tenant, key, created_at, json, version, terms)"
      + " values (?, ?, ?, ?, ?, ?) if not exists";
  private static final String REPLACE = "update contact set created_at = ?, json = ?, version = ?, terms = ?"
      + " where tenant = ? and key = ? if version = ?";
  private static final String REMOVE = "delete from contact where tenant = ? and key = ? if version = ?";
  private static final String UNCLAIM = "delete from contact_claim where tenant = ? and field = ? and value = ?"
      + " if key = ?";
  private static final String MEMBERS = "update group_tally set members = members + ?"
      + " where tenant = ? and contact_group = ?";

  private final Cql cql;
  private final Timeline timeline;
  private final List<ReentrantLock> turns = Stream.generate(ReentrantLock::new).limit(256).toList();

  private record Stored(Contact contact, UUID version) {}

  ContactRows(Cql cql, Timeline timeline) {
    this.cql = cql;
    this.timeline = timeline;
  }

  @Nullable
  Contact find(String tenant, String key) {
    Row row = cql.first(FIND, tenant, key);
    return row == null ? null : contact(row);
  }

  CompletableFuture<AsyncResultSet> ask(String tenant, String key) {
    return cql.send(FIND, tenant, key);
  }

  void save(String tenant, Contact contact) {
    if (!create(tenant, contact)) {
      update(tenant, contact.key(), before -> contact);
    }
  }

  /** Stores the contact if there is none of its key. */
  boolean create(String tenant, Contact contact) {
    list(tenant, contact);
    boolean created = cql.compareAndSet(CREATE, tenant, contact.key(), Time.micros(contact.createdAt()),
        json(contact), UUID.randomUUID(), ContactEntries.of(tenant, contact)).wasApplied();
    if (created) {
      count(tenant, Set.of(), contact.groups());
    }
    return created;
  }

  /** @return the contact as changed, or null if there is none of this key */
  @Nullable
  Contact update(String tenant, String key, UnaryOperator<Contact> change) {
    ReentrantLock turn = turns.get(Math.floorMod(Objects.hash(tenant, key), turns.size()));
    turn.lock();
    try {
      for (int tried = 0; tried < TRIES; tried++) {
        Stored before = stored(tenant, key);
        if (before == null) {
          return null;
        }
        Contact after = Cql.calling(() -> change.apply(before.contact()));
        if (replace(tenant, before, after)) {
          return after;
        }
      }
    } finally {
      turn.unlock();
    }
    throw changedByOthers();
  }

  /**
   * Removes the contact; whether there was one. Claims go first: one that is left would bring the contact back.
   */
  boolean remove(String tenant, String key) {
    ReentrantLock turn = turns.get(Math.floorMod(Objects.hash(tenant, key), turns.size()));
    turn.lock();
    try {
      for (int tried = 0; tried < TRIES; tried++) {
        Stored before = stored(tenant, key);
        if (before == null) {
          return false;
        }
        Contact contact = before.contact();
        Cql.awaitAll(contact.fields().entrySet().stream()
            .map(field -> cql.sendOnce(UNCLAIM, tenant, field.getKey(), Text.storable(field.getValue()), key))
            .toList());
        if (cql.compareAndSet(REMOVE, tenant, key, before.version()).wasApplied()) {
          count(tenant, contact.groups(), Set.of());
          Cql.await(timeline.remove(KIND, tenant, entry(key, Time.micros(contact.createdAt()))));
          return true;
        }
      }
    } finally {
      turn.unlock();
    }
    throw changedByOthers();
  }

  static Contact contact(Row row) {
    return contact(Columns.text(row, "key"), row.getLong("created_at"), Columns.text(row, "json"));
  }

  static Contact contact(String key, long createdAt, String json) {
    ContactColumn column = Json.read(json, ContactColumn.class);
    return new Contact(key, Time.instant(createdAt), column.fields(), column.extra(), column.subscription(),
        column.groups());
  }

  static String json(Contact contact) {
    return Json.text(new ContactColumn(contact));
  }

  private static StoreException changedByOthers() {
    return new StoreException("contact: changed by others " + TRIES + " times while it was to be changed"
        + " (expected: a turn)", null);
  }

  private @Nullable Stored stored(String tenant, String key) {
    Row row = cql.first(FIND, tenant, key);
    return row == null ? null : new Stored(contact(row), Columns.uuid(row, "version"));
  }

  private boolean replace(String tenant, Stored before, Contact after) {
    list(tenant, after);
    boolean replaced = cql.compareAndSet(REPLACE, Time.micros(after.createdAt()), json(after), UUID.randomUUID(),
        ContactEntries.of(tenant, after), tenant, before.contact().key(), before.version()).wasApplied();
    if (replaced) {
      count(tenant, before.contact().groups(), after.groups());
    }
    return replaced;
  }

  /** Before the contact is stored: an entry whose contact is absent, or of another time, is passed over. */
  private void list(String tenant, Contact contact) {
    Cql.awaitAll(timeline.add(KIND, tenant, entry(contact.key(), Time.micros(contact.createdAt())), 0));
  }

  static Timeline.Entry entry(String key, long createdAt) {
    UUID position = UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8));
    return new Timeline.Entry(createdAt, position, key, "");
  }

  private void count(String tenant, Set<String> before, Set<String> after) {
    Set<String> groups = new HashSet<>(before);
    groups.addAll(after);
    List<CompletableFuture<?>> writes = new ArrayList<>();
    for (String group : groups) {
      long more = (after.contains(group) ? 1L : 0L) - (before.contains(group) ? 1L : 0L);
      if (more != 0) {
        writes.add(cql.sendOnce(MEMBERS, more, tenant, Text.storable(group)));
      }
    }
    Cql.awaitAll(writes);
  }
}
