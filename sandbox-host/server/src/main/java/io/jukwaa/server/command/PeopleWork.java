package io.jukwaa.server.command;

import io.jukwaa.server.people.ContactExport;
import io.jukwaa.server.people.ContactImport;
import io.jukwaa.server.people.ImportListener;
import io.jukwaa.server.people.ImportOptions;
import io.jukwaa.server.people.ImportReport;
import io.jukwaa.server.people.csv.CsvFile;
import java.io.Writer;
import java.util.function.Consumer;

/** What commands do with the people of a tenant: on stores of their own, or through a host that runs. */
interface PeopleWork extends AutoCloseable {
  /** See {@link ContactImport#preview}. */
  ContactImport.Preview preview(CsvFile file, ImportOptions options, int lines);

  /** See {@link ContactImport#run}. */
  ImportReport run(CsvFile file, ImportOptions options, ImportListener listener);

  /** See {@link ContactExport#run}. */
  ContactExport.Report export(ContactExport.Selection selection, Writer output, Consumer<String> misfit);

  @Override
  void close();
}
