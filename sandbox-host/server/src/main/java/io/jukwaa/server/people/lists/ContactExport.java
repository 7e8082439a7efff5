package io.jukwaa.server.people.lists;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.jukwaa.message.InvalidFieldException;
import io.jukwaa.message.Timestamps;
import io.jukwaa.resource.ContactSchema;
import io.jukwaa.resource.Tenant;
import io.jukwaa.resources.LuceneQuery;
import io.jukwaa.resources.contacts.ContactFields;
import io.jukwaa.server.people.csv.SafeCell;
import io.jukwaa.server.people.fields.FieldText;
import io.jukwaa.store.ContactStore;
import io.jukwaa.store.ContactStore.Condition;
import io.jukwaa.store.ContactStore.Contact;
import io.jukwaa.store.GroupStore;
import io.jukwaa.store.GroupStore.Group;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes contacts as a file that {@link ContactImport} reads back as they are: UTF-8, commas, a header in the names that
 * apps see. Spreadsheets take no cell for a formula. Reads the contacts twice, the first time for the names of their
 * fields, and holds a few hundred of them at once.
 */
public final class ContactExport {
  private static final List<String> PLAIN = List.of("msisdn", "name", "surname", "email_address", "dob",
      "twitter_handle", "facebook_id", "bbm_pin", "gtalk_id", "mxit_id", "wechat_id");

  private final ContactStore contacts;
  private final GroupStore groups;

  public ContactExport(ContactStore contacts, GroupStore groups) {
    this.contacts = contacts;
    this.groups = groups;
  }

  /**
   * Who is exported.
   *
   * @param group name or key of one group; null for everybody
   * @param query in the language of apps' searches; null for everybody
   */
  public record Selection(@Nullable String group, @Nullable String query) {}

  /**
   * @param misfits values that are not what their field holds; they are exported as they are
   * @param left values of fields that came to be while it ran, which are not in the file
   */
  public record Report(long contacts, long misfits, long left) {}

  /**
   * Writes; the writer stays open.
   *
   * @param misfit told of each value that is not what its field holds: line, column, value and what was expected
   * @throws InvalidFieldException if there is no such group, or the query is none; then nothing was written
   */
  public Report run(Tenant tenant, Selection selection, Writer output, Consumer<String> misfit) {
    GroupNames names = new GroupNames(groups.list(tenant.key()));
    List<Condition> query = conditions(names, selection);
    Header header = header(tenant, query);
    Lines lines = new Lines(tenant.contacts(), names, header, misfit);
    CsvWriter writer = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(output);
    writer.writeRecord(header.names());
    contacts.each(tenant.key(), query, contact -> {
      writer.writeRecord(lines.cells(contact));
      return true;
    });
    try {
      writer.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Report(lines.written, lines.misfits, lines.left);
  }

  private List<Condition> conditions(GroupNames names, Selection selection) {
    List<Condition> conditions = new ArrayList<>();
    if (selection.group() != null) {
      Group group = names.find("--group", selection.group());
      conditions.addAll(group == null || group.query() == null
          ? List.of(new Condition("groups", group == null ? selection.group() : group.key()))
          : LuceneQuery.parse(group.query(), ContactFields::isSearchable));
    }
    if (selection.query() != null) {
      conditions.addAll(LuceneQuery.parse(selection.query(), ContactFields::isSearchable));
    }
    return conditions;
  }

  private Header header(Tenant tenant, List<Condition> query) {
    Set<String> fields = new TreeSet<>();
    Set<String> extra = new TreeSet<>(tenant.contacts().fields().keySet());
    Set<String> subscription = new TreeSet<>();
    contacts.each(tenant.key(), query, contact -> {
      fields.addAll(contact.fields().keySet());
      extra.addAll(contact.extra().keySet());
      subscription.addAll(contact.subscription().keySet());
      return true;
    });
    List<String> plain = PLAIN.stream().filter(name -> name.equals("msisdn") || fields.contains(name)).toList();
    return new Header(plain, List.copyOf(extra), List.copyOf(subscription));
  }

  private record Header(List<String> plain, List<String> extra, List<String> subscription) {
    List<String> names() {
      List<String> names = new ArrayList<>(plain);
      names.add("groups");
      extra.forEach(name -> names.add(Target.EXTRA + name));
      subscription.forEach(name -> names.add(Target.SUBSCRIPTION + name));
      names.addAll(List.of("created_at", "key"));
      return names.stream().map(SafeCell::written).toList();
    }
  }

  /** One thread. */
  private static final class Lines {
    private final ContactSchema schema;
    private final GroupNames groups;
    private final Header header;
    private final Consumer<String> misfit;
    private long written;
    private long misfits;
    private long left;

    Lines(ContactSchema schema, GroupNames groups, Header header, Consumer<String> misfit) {
      this.schema = schema;
      this.groups = groups;
      this.header = header;
      this.misfit = misfit;
    }

    List<String> cells(Contact contact) {
      written++;
      List<String> cells = new ArrayList<>();
      add(cells, header.plain(), contact.fields());
      cells.add(groups.cell(contact.groups()));
      add(cells, header.extra(), contact.extra());
      add(cells, header.subscription(), contact.subscription());
      cells.add(Timestamps.text(contact.createdAt()));
      cells.add(contact.key());
      contact.extra().forEach(this::check);
      return cells.stream().map(SafeCell::written).toList();
    }

    private void add(List<String> cells, List<String> names, Map<String, String> values) {
      names.forEach(name -> cells.add(values.getOrDefault(name, "")));
      left += values.keySet().stream().filter(name -> !names.contains(name)).count();
    }

    private void check(String name, String value) {
      ContactSchema.Field field = schema.fields().get(name);
      if (field == null || value.isBlank()) {
        return;
      }
      try {
        FieldText.of(field, Target.EXTRA + name, value);
      } catch (InvalidFieldException e) {
        misfits++;
        misfit.accept("line " + (written + 1) + ": " + e.getMessage());
      }
    }
  }
}
