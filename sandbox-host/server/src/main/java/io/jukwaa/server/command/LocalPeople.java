package io.jukwaa.server.command;

import io.jukwaa.resource.Tenant;
import io.jukwaa.server.people.ContactGroups;
import io.jukwaa.server.people.People;
import io.jukwaa.server.people.csv.CsvFile;
import io.jukwaa.server.people.lists.ContactExport;
import io.jukwaa.server.people.lists.ContactImport;
import io.jukwaa.server.people.lists.ImportListener;
import io.jukwaa.server.people.lists.ImportOptions;
import io.jukwaa.server.people.lists.ImportReport;
import io.jukwaa.server.people.privacy.PersonDeletion;
import io.jukwaa.store.GroupStore.Group;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** On stores that this process has opened. */
record LocalPeople(People people, Tenant tenant) implements PeopleWork {
  @Override
  public ContactImport.Preview preview(CsvFile file, ImportOptions options, int lines) {
    return people.imports().preview(tenant, file, options, lines);
  }

  @Override
  public ImportReport run(CsvFile file, ImportOptions options, ImportListener listener) {
    return people.imports().run(tenant, file, options, listener);
  }

  @Override
  public ContactExport.Report export(ContactExport.Selection selection, Writer output, Consumer<String> misfit) {
    return people.exports().run(tenant, selection, output, misfit);
  }

  @Override
  public Map<String, @Nullable Object> show(String address) {
    return people.records().of(tenant, address);
  }

  @Override
  public Map<String, Long> look(String address) {
    return people.deletions().look(tenant, address);
  }

  @Override
  public Map<String, Long> delete(PersonDeletion.Wish wish) {
    return people.deletions().delete(tenant, wish).counts();
  }

  @Override
  public List<ContactGroups.Counted> groups() {
    return people.groups().list(tenant.key());
  }

  @Override
  public Group add(String name, @Nullable String query) {
    return people.groups().add(tenant.key(), name, query);
  }

  @Override
  public void close() {}
}
