package io.jukwaa.stores.embedded;

import io.jukwaa.store.ContactStore;
import io.jukwaa.stores.format.ContactColumn;
import io.jukwaa.stores.format.ContactPattern;
import io.jukwaa.stores.format.Json;
import io.jukwaa.stores.format.Time;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Contacts as JSON, beside an index of all their texts. */
final class EmbeddedContactStore implements ContactStore {
  private static final String COLUMNS = "select c.key, c.created_at, c.json from contact c ";
  private static final String BY_KEY = COLUMNS + "where c.tenant = ? and c.key = ?";
  private static final String BY_FIELD = COLUMNS + "join contact_field f on c.tenant = f.tenant and c.key = f.contact"
      + " where f.tenant = ? and f.field = ? and f.folded = ? and f.value = ?"
      + " order by f.created_at desc, f.contact desc limit 1";
  private static final String ALL = COLUMNS + "where c.tenant = ? order by c.created_at desc, c.key desc";
  private static final String ALL_WITH = COLUMNS + "join contact_field f on c.tenant = f.tenant and c.key = f.contact"
      + " where f.tenant = ? and f.field = ? and f.folded = ? order by c.created_at desc, c.key desc";
  private static final int PAGE = 500;
  private static final String PAGE_ALL = COLUMNS + "where c.tenant = ? and (c.created_at, c.key) < (?, ?)"
      + " order by c.created_at desc, c.key desc limit " + PAGE;
  private static final String PAGE_WITH = "select c.key, c.created_at, c.json, f.value, f.created_at from contact_field f"
      + " join contact c on c.tenant = f.tenant and c.key = f.contact where f.tenant = ? and f.field = ? and f.folded = ?"
      + " and (f.value, f.created_at, f.contact) > (?, ?, ?) order by f.value, f.created_at, f.contact limit " + PAGE;

  private final EmbeddedDatabase database;

  EmbeddedContactStore(EmbeddedDatabase database) {
    this.database = database;
  }

  @Override
  public @Nullable Contact find(String tenant, String key) {
    return database.read(sql -> find(sql, tenant, key));
  }

  @Override
  public @Nullable Contact findBy(String tenant, String field, String value) {
    return database.read(sql -> findBy(sql, tenant, field, value));
  }

  @Override
  public void save(String tenant, Contact contact) {
    database.write(sql -> save(sql, tenant, contact));
  }

  @Override
  public @Nullable Contact update(String tenant, String key, UnaryOperator<Contact> change) {
    return database.<@Nullable Contact>write(sql -> {
      Contact before = find(sql, tenant, key);
      return before == null ? null : save(sql, tenant, change.apply(before));
    });
  }

  @Override
  public Contact findOrSave(String tenant, String field, String value, Contact otherwise) {
    return database.write(sql -> {
      Contact found = findBy(sql, tenant, field, value);
      return found == null ? save(sql, tenant, otherwise) : found;
    });
  }

  @Override
  public List<Contact> search(String tenant, List<Condition> query, int limit) {
    List<ContactPattern> patterns = query.stream().map(ContactPattern::new).toList();
    List<Contact> found = new ArrayList<>();
    if (limit <= 0) {
      return found;
    }
    Statements.Visitor visitor = row -> {
      Contact contact = contact(row);
      if (patterns.stream().allMatch(pattern -> pattern.matches(contact))) {
        found.add(contact);
      }
      return found.size() < limit;
    };
    ContactPattern exact = patterns.stream().filter(ContactPattern::isExact).findFirst().orElse(null);
    database.read(sql -> {
      if (exact == null) {
        sql.each(ALL, visitor, tenant);
      } else {
        sql.each(ALL_WITH, visitor, tenant, exact.field(), exact.pattern());
      }
      return found;
    });
    return found;
  }

  /** By pages, each beginning behind the last contact of the one before. */
  @Override
  public void each(String tenant, List<Condition> query, Predicate<Contact> receiver) {
    List<ContactPattern> patterns = query.stream().map(ContactPattern::new).toList();
    ContactPattern exact = patterns.stream().filter(ContactPattern::isExact).findFirst().orElse(null);
    Place place = exact == null ? new Place("", Long.MAX_VALUE, "") : new Place("", Long.MIN_VALUE, "");
    for (List<Placed> page = page(tenant, exact, place); !page.isEmpty(); page = page(tenant, exact, place)) {
      for (Placed one : page) {
        boolean matches = patterns.stream().allMatch(pattern -> pattern.matches(one.contact()));
        if (matches && !receiver.test(one.contact())) {
          return;
        }
      }
      place = page.getLast().place();
    }
  }

  private record Place(String value, long createdAt, String key) {}

  private record Placed(Place place, Contact contact) {}

  private List<Placed> page(String tenant, @Nullable ContactPattern exact, Place after) {
    return database.read(sql -> exact == null
        ? sql.all(PAGE_ALL, row -> new Placed(new Place("", row.getLong(2), row.getString(1)), contact(row)), tenant,
            after.createdAt(), after.key())
        : sql.all(PAGE_WITH,
            row -> new Placed(new Place(row.getString(4), row.getLong(5), row.getString(1)), contact(row)), tenant,
            exact.field(), exact.pattern(), after.value(), after.createdAt(), after.key()));
  }

  @Override
  public boolean remove(String tenant, String key) {
    return database.write(sql -> {
      sql.run("delete from contact_field where tenant = ? and contact = ?", tenant, key);
      return sql.run("delete from contact where tenant = ? and key = ?", tenant, key) > 0;
    });
  }

  @Override
  public long countMembers(String tenant, String group) {
    return database.read(sql -> sql.number(
        "select count(*) from contact_field where tenant = ? and field = 'groups' and folded = ? and value = ?", tenant,
        ContactPattern.folded(group), group));
  }

  private static @Nullable Contact find(Statements sql, String tenant, String key) throws SQLException {
    return sql.first(BY_KEY, EmbeddedContactStore::contact, tenant, key);
  }

  private static @Nullable Contact findBy(Statements sql, String tenant, String field, String value)
      throws SQLException {
    return sql.first(BY_FIELD, EmbeddedContactStore::contact, tenant, field, ContactPattern.folded(value), value);
  }

  private static Contact save(Statements sql, String tenant, Contact contact) throws SQLException {
    long createdAt = Time.micros(contact.createdAt());
    sql.run("insert into contact (tenant, key, created_at, json) values (?, ?, ?, ?) on conflict (tenant, key)"
        + " do update set created_at = excluded.created_at, json = excluded.json", tenant, contact.key(), createdAt,
        Json.text(new ContactColumn(contact)));
    sql.run("delete from contact_field where tenant = ? and contact = ?", tenant, contact.key());
    for (ContactColumn.Entry entry : ContactColumn.entries(contact)) {
      sql.run("insert into contact_field (tenant, field, folded, value, created_at, contact)"
          + " values (?, ?, ?, ?, ?, ?) on conflict do nothing", tenant, entry.field(),
          ContactPattern.folded(entry.value()), entry.value(), createdAt, contact.key());
    }
    return contact;
  }

  private static Contact contact(ResultSet row) throws SQLException {
    ContactColumn column = Json.read(Objects.requireNonNull(row.getString(3)), ContactColumn.class);
    return new Contact(row.getString(1), Time.instant(row.getLong(2)), column.fields(), column.extra(),
        column.subscription(), column.groups());
  }
}
