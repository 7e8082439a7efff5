package io.jukwaa.server.command;

import io.jukwaa.resource.Tenant;
import io.jukwaa.server.people.ContactExport;
import io.jukwaa.server.people.ContactImport;
import io.jukwaa.server.people.ImportListener;
import io.jukwaa.server.people.ImportOptions;
import io.jukwaa.server.people.ImportReport;
import io.jukwaa.server.people.People;
import io.jukwaa.server.people.csv.CsvFile;
import java.io.Writer;
import java.util.function.Consumer;

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
  public void close() {}
}
