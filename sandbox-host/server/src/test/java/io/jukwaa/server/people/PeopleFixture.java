package io.jukwaa.server.people;

import io.jukwaa.message.Stamp;
import io.jukwaa.resource.ContactSchema;
import io.jukwaa.resource.Limits;
import io.jukwaa.resource.Tenant;
import io.jukwaa.server.Stores;
import io.jukwaa.server.people.csv.CsvFile;
import io.jukwaa.server.people.lists.ContactExport;
import io.jukwaa.server.people.lists.ImportListener;
import io.jukwaa.server.people.lists.ImportOptions;
import io.jukwaa.server.people.lists.ImportReport;
import io.jukwaa.server.people.lists.MergeMode;
import io.jukwaa.server.people.privacy.Pseudonyms;
import io.jukwaa.store.ContactStore.Contact;
import io.jukwaa.stores.embedded.EmbeddedDatabase;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** A tenant in Kenya, the services on an embedded database, and files. */
public final class PeopleFixture implements AutoCloseable {
  public static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
  public static final Tenant TENANT = new Tenant("acme", true, 1_000, Set.of(), Limits.DEFAULT, 0,
      new ContactSchema("KE", Map.of("age", new ContactSchema.Field(ContactSchema.Type.NUMBER, List.of()), "region",
          new ContactSchema.Field(ContactSchema.Type.CHOICE, List.of("Coast", "Nairobi")), "since",
          new ContactSchema.Field(ContactSchema.Type.DATE, List.of()), "agreed",
          new ContactSchema.Field(ContactSchema.Type.YES_NO, List.of()), "note",
          new ContactSchema.Field(ContactSchema.Type.TEXT, List.of()))));

  public final Pseudonyms pseudonyms = new Pseudonyms(List.of(new SecretKeySpec(new byte[32], "AES")));
  public final Stores stores;
  public final People people;
  private final Path folder;
  private final EmbeddedDatabase database;
  private final AtomicLong ids = new AtomicLong();

  public PeopleFixture(Path folder) {
    this.folder = folder;
    database = EmbeddedDatabase.open(folder.resolve("data"), InstantSource.fixed(NOW));
    stores = Stores.of(database).remembering(pseudonyms);
    stores.deployments().save(TENANT);
    people = People.on(stores, pseudonyms, this::stamp, InstantSource.fixed(NOW));
  }

  public Stamp stamp() {
    long id = ids.incrementAndGet();
    return new Stamp(String.format("%032x", id), NOW.plusMillis(id));
  }

  public CsvFile file(String text) {
    try {
      return CsvFile.of(Files.writeString(folder.resolve("file.csv"), text), "file.csv");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What an import said. */
  public record Imported(ImportReport report, List<ImportListener.Refusal> refused, List<Long> progress) {}

  public Imported run(MergeMode mode, String text) {
    return run(new ImportOptions(mode, Map.of(), null, false, false), text);
  }

  public Imported run(ImportOptions options, String text) {
    List<ImportListener.Refusal> refused = new ArrayList<>();
    List<Long> progress = new ArrayList<>();
    ImportReport report = people.imports().run(TENANT, file(text), options, new ImportListener() {
      @Override
      public void at(long lines) {
        progress.add(lines);
      }

      @Override
      public void refused(Refusal refusal) {
        refused.add(refusal);
      }
    });
    return new Imported(report, refused, progress);
  }

  public String exported() {
    StringWriter output = new StringWriter();
    people.exports().run(TENANT, new ContactExport.Selection(null, null), output, _ -> {});
    return output.toString();
  }

  public List<Contact> contacts() {
    return stores.people().contacts().search(TENANT.key(), List.of(), Integer.MAX_VALUE);
  }

  public @Nullable Contact contact(String number) {
    return stores.people().contacts().findBy(TENANT.key(), "msisdn", number);
  }

  @Override
  public void close() {
    database.close();
  }
}
