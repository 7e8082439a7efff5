package io.jukwaa.stores.cassandra;

import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import io.jukwaa.store.ContactStore;
import io.jukwaa.store.StoreException;
import io.jukwaa.stores.format.ContactColumn;
import io.jukwaa.stores.format.ContactPattern;
import io.jukwaa.stores.format.Text;
import io.jukwaa.stores.format.Time;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Contacts, found by an index of all their texts (SAI, which knows equality only).
 *
 * <p>A search with a condition without {@code *} asks the index and holds the other conditions against what it gives.
 * Any other search goes through the tenant's contacts, newest first. Both stop at the limit, and fail when they have
 * looked at as many contacts as the settings allow.
 */
final class CassandraContactStore implements ContactStore {
  private static final int TRIES = 10;
  private static final int AT_ONCE = 100;
  private static final Comparator<Contact> NEWEST_FIRST = Comparator.comparing(Contact::createdAt)
      .thenComparing(Contact::key).reversed();
  private static final String WITH_ENTRY = "select key, created_at, json from contact where terms contains ?";
  private static final String CLAIM = "insert into contact_claim (tenant, field, value, key, created_at, json)"
      + " values (?, ?, ?, ?, ?, ?) if not exists";
  private static final String TAKE_OVER = "update contact_claim set key = ?, created_at = ?, json = ?"
      + " where tenant = ? and field = ? and value = ? if key = ?";
  private static final String MEMBERS = "select members from group_tally where tenant = ? and contact_group = ?";

  private final Cql cql;
  private final Timeline timeline;
  private final ContactRows rows;
  private final int mostExamined;

  CassandraContactStore(Cql cql, Timeline timeline, int mostExamined) {
    this.cql = cql;
    this.timeline = timeline;
    this.mostExamined = mostExamined;
    rows = new ContactRows(cql, timeline);
  }

  @Override
  public @Nullable Contact find(String tenant, String key) {
    return rows.find(tenant, key);
  }

  @Override
  public @Nullable Contact findBy(String tenant, String field, String value) {
    return withEntry(tenant, field, ContactPattern.folded(value)).stream()
        .filter(contact -> holds(contact, field, value)).min(NEWEST_FIRST).orElse(null);
  }

  @Override
  public void save(String tenant, Contact contact) {
    rows.save(tenant, contact);
  }

  @Override
  public @Nullable Contact update(String tenant, String key, UnaryOperator<Contact> change) {
    return rows.update(tenant, key, change);
  }

  /** Whoever finds the claim of another stores the other's contact, in case the other died before it did. */
  @Override
  public Contact findOrSave(String tenant, String field, String value, Contact otherwise) {
    String storable = Text.storable(value);
    @Nullable
    String stale = null;
    for (int tried = 0; tried < TRIES; tried++) {
      Contact found = findBy(tenant, field, value);
      if (found != null) {
        return found;
      }
      AsyncResultSet answer = stale == null
          ? cql.compareAndSet(CLAIM, tenant, field, storable, otherwise.key(), Time.micros(otherwise.createdAt()),
              ContactRows.json(otherwise))
          : cql.compareAndSet(TAKE_OVER, otherwise.key(), Time.micros(otherwise.createdAt()),
              ContactRows.json(otherwise), tenant, field, storable, stale);
      if (answer.wasApplied()) {
        rows.save(tenant, otherwise);
        return otherwise;
      }
      Row claim = Objects.requireNonNull(answer.one(), "claim");
      stale = claim.getString("key");
      if (stale != null && stored(tenant, field, storable, stale)) {
        stale = null;
      }
    }
    throw new StoreException("contact: " + TRIES + " attempts to claim its " + field + " failed (expected: one that"
        + " holds)", null);
  }

  @Override
  public List<Contact> search(String tenant, List<Condition> query, int limit) {
    List<ContactPattern> patterns = query.stream().map(ContactPattern::new).toList();
    if (limit <= 0) {
      return List.of();
    }
    ContactPattern exact = patterns.stream().filter(ContactPattern::isExact).findFirst().orElse(null);
    if (exact == null) {
      return walk(tenant, patterns, limit);
    }
    return withEntry(tenant, exact.field(), exact.pattern()).stream()
        .filter(contact -> patterns.stream().allMatch(pattern -> pattern.matches(contact))).sorted(NEWEST_FIRST)
        .limit(limit).toList();
  }

  @Override
  public void each(String tenant, List<Condition> query, Predicate<Contact> receiver) {
    List<ContactPattern> patterns = query.stream().map(ContactPattern::new).toList();
    Predicate<Contact> wanted = contact -> patterns.stream().allMatch(pattern -> pattern.matches(contact));
    ContactPattern exact = patterns.stream().filter(ContactPattern::isExact).findFirst().orElse(null);
    boolean more = true;
    if (exact == null) {
      Iterator<Timeline.Entry> entries = timeline.newest(ContactRows.KIND, tenant);
      while (more && entries.hasNext()) {
        List<Timeline.Entry> chunk = new ArrayList<>();
        while (chunk.size() < AT_ONCE && entries.hasNext()) {
          chunk.add(entries.next());
        }
        more = read(tenant, chunk).stream().filter(wanted).allMatch(receiver);
      }
    } else {
      Iterator<Row> rows = cql.rows(WITH_ENTRY, ContactEntries.term(tenant, exact.field(), exact.pattern()));
      while (more && rows.hasNext()) {
        Contact contact = ContactRows.contact(rows.next());
        more = !wanted.test(contact) || receiver.test(contact);
      }
    }
  }

  @Override
  public boolean remove(String tenant, String key) {
    return rows.remove(tenant, key);
  }

  @Override
  public long countMembers(String tenant, String group) {
    Row row = cql.first(MEMBERS, tenant, Text.storable(group));
    return row == null ? 0 : row.getLong("members");
  }

  private List<Contact> withEntry(String tenant, String field, String folded) {
    List<Contact> found = new ArrayList<>();
    Iterator<Row> answer = cql.rows(WITH_ENTRY, ContactEntries.term(tenant, field, folded));
    while (answer.hasNext()) {
      examined(found.size());
      found.add(ContactRows.contact(answer.next()));
    }
    return found;
  }

  private List<Contact> walk(String tenant, List<ContactPattern> patterns, int limit) {
    List<Contact> found = new ArrayList<>();
    Iterator<Timeline.Entry> entries = timeline.newest(ContactRows.KIND, tenant);
    int looked = 0;
    while (found.size() < limit && entries.hasNext()) {
      List<Timeline.Entry> chunk = new ArrayList<>();
      while (chunk.size() < Math.min(limit, AT_ONCE) && entries.hasNext()) {
        examined(looked++);
        chunk.add(entries.next());
      }
      for (Contact contact : read(tenant, chunk)) {
        if (found.size() < limit && patterns.stream().allMatch(pattern -> pattern.matches(contact))) {
          found.add(contact);
        }
      }
    }
    return found;
  }

  private List<Contact> read(String tenant, List<Timeline.Entry> entries) {
    List<CompletableFuture<AsyncResultSet>> answers = entries.stream().map(entry -> rows.ask(tenant, entry.item()))
        .toList();
    List<Contact> contacts = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      Row row = Cql.await(answers.get(i)).one();
      if (row != null && row.getLong("created_at") == entries.get(i).time()) {
        contacts.add(ContactRows.contact(row));
      }
    }
    return contacts;
  }

  /** Makes sure that a claimed contact is stored; false if it is, and has another value by now. */
  private boolean stored(String tenant, String field, String value, String key) {
    Contact there = rows.find(tenant, key);
    if (there != null) {
      return holds(there, field, value);
    }
    Row claim = cql.first("select key, created_at, json from contact_claim where tenant = ? and field = ?"
        + " and value = ?", tenant, field, value);
    if (claim != null) {
      rows.create(tenant, ContactRows.contact(claim));
    }
    return true;
  }

  private void examined(int contacts) {
    if (contacts >= mostExamined) {
      throw new StoreException("search: " + contacts + " contacts looked at (expected: a condition without * that fewer"
          + " contacts meet, or a lower limit)", null);
    }
  }

  /** Whether the field holds exactly this text, as far as text without halves of surrogates tells. */
  private static boolean holds(Contact contact, String field, String value) {
    return ContactColumn.entries(contact).stream().anyMatch(entry -> entry.field().equals(field)
        && Text.storable(entry.value()).equals(Text.storable(value)));
  }
}
