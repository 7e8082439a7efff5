package io.jukwaa.server.command;

import io.jukwaa.server.people.ContactGroups;
import io.jukwaa.server.people.csv.CsvFile;
import io.jukwaa.server.people.lists.ContactExport;
import io.jukwaa.server.people.lists.ContactImport;
import io.jukwaa.server.people.lists.ImportListener;
import io.jukwaa.server.people.lists.ImportOptions;
import io.jukwaa.server.people.lists.ImportReport;
import io.jukwaa.server.people.privacy.PersonDeletion;
import io.jukwaa.server.people.privacy.PersonRecord;
import io.jukwaa.store.GroupStore.Group;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What commands do with the people of a tenant: on stores of their own, or through a host that runs. */
interface PeopleWork extends AutoCloseable {
  /** See {@link ContactImport#preview}. */
  ContactImport.Preview preview(CsvFile file, ImportOptions options, int lines);

  /** See {@link ContactImport#run}. */
  ImportReport run(CsvFile file, ImportOptions options, ImportListener listener);

  /** See {@link ContactExport#run}. */
  ContactExport.Report export(ContactExport.Selection selection, Writer output, Consumer<String> misfit);

  /** See {@link PersonRecord#of}. */
  Map<String, @Nullable Object> show(String address);

  /** See {@link PersonDeletion#look}. */
  Map<String, Long> look(String address);

  /** See {@link PersonDeletion#delete}; what was deleted, by what it is. */
  Map<String, Long> delete(PersonDeletion.Wish wish);

  /** See {@link ContactGroups#list}. */
  List<ContactGroups.Counted> groups();

  /** See {@link ContactGroups#add}. */
  Group add(String name, @Nullable String query);

  @Override
  void close();
}
