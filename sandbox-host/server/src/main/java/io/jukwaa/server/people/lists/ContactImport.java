package io.jukwaa.server.people.lists;

import io.jukwaa.message.Stamp;
import io.jukwaa.resource.ContactSchema;
import io.jukwaa.resource.Tenant;
import io.jukwaa.server.people.csv.CsvFile;
import io.jukwaa.server.people.lists.ImportReport.Outcome;
import io.jukwaa.server.people.lists.RowReader.RefusedRowException;
import io.jukwaa.server.people.privacy.Consents;
import io.jukwaa.store.ContactStore;
import io.jukwaa.store.Durability;
import io.jukwaa.store.GroupStore;
import io.jukwaa.store.StoreException;
import io.jukwaa.transports.Texts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes the people of a file into a tenant's contacts. A line is the contact of its key, else the newest of its number,
 * else a new one. Each line is taken as a whole or not at all, and the same file again changes nothing. Holds some hundred
 * bytes a line, for the numbers that came already.
 */
public final class ContactImport {
  /** Lines that are read before their outcome is waited for. */
  private static final int BATCH = 500;
  /** Lines that are stored at once. */
  private static final int AT_ONCE = 64;
  private static final int LONGEST_EVIDENCE = 200;

  private final Stored stored;
  private final Supplier<Stamp> stamps;
  private final Duration pause;

  /** What an import changes. */
  public record Stored(ContactStore contacts, GroupStore groups, Consents consents, Durability durability) {}

  /**
   * @param stamps keys and times of new contacts
   * @param pause before a line whose store did not answer is tried a second time, twice as long before the third
   */
  public ContactImport(Stored stored, Supplier<Stamp> stamps, Duration pause) {
    this.stored = stored;
    this.stamps = stamps;
    this.pause = pause;
  }

  /**
   * What the columns are, and the first lines; stores nothing.
   *
   * @throws io.jukwaa.message.InvalidFieldException if the file or an option is wrong
   */
  public Preview preview(Tenant tenant, CsvFile file, ImportOptions options, int lines) {
    Columns columns = Columns.of(file, tenant.contacts(), options.columns());
    List<CsvFile.Line> first = file.first(lines + 1);
    List<List<String>> cells = first.subList(columns.hasHeader() ? 1 : 0, first.size()).stream().limit(lines)
        .map(CsvFile.Line::cells).toList();
    return new Preview(file.format(), file.records() - (columns.hasHeader() ? 1 : 0), columns, cells);
  }

  /**
   * @param format of the file, in words
   * @param lines without the header
   * @param first cells of the first lines
   */
  public record Preview(String format, long lines, Columns columns, List<List<String>> first) {}

  /**
   * Imports; what is reported is on the disk when this returns.
   *
   * @throws io.jukwaa.message.InvalidFieldException if the file or an option is wrong; then nothing was stored
   */
  public ImportReport run(Tenant tenant, CsvFile file, ImportOptions options, ImportListener listener) {
    ContactSchema schema = tenant.contacts();
    Columns columns = Columns.of(file, schema, options.columns());
    GroupNames groups = new GroupNames(stored.groups().list(tenant.key()));
    String group = options.group() == null ? null : groups.key("--group", options.group());
    String evidence = Texts.line(file.name().substring(file.name().lastIndexOf('/') + 1), LONGEST_EVIDENCE);
    Run run = new Run(new RowImport.Target(tenant.key(), stored, options, evidence, pause, new AtomicReference<>()),
        new RowReader(columns, schema, groups), group, listener);
    run.isHeader = columns.hasHeader();
    try (run) {
      file.each(run::add);
      run.finish();
    }
    stored.durability().flush();
    return run.report;
  }

  /** One file on its way. One thread. */
  private final class Run implements AutoCloseable {
    private final RowImport.Target target;
    private final RowReader reader;
    private final @Nullable String group;
    private final ImportListener listener;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore room = new Semaphore(AT_ONCE);
    private final Map<String, Long> seen = new HashMap<>();
    private final List<Waiting> waiting = new ArrayList<>();
    /** Whether the next record is no person. */
    private boolean isHeader;
    private ImportReport report = ImportReport.NOTHING;

    /** @param refusal null if the line can be taken */
    private record Waiting(CsvFile.Line record, @Nullable ContactRow row, @Nullable String refusal) {}

    Run(RowImport.Target target, RowReader reader, @Nullable String group, ImportListener listener) {
      this.target = target;
      this.reader = reader;
      this.group = group;
      this.listener = listener;
    }

    /** @return whether to go on */
    boolean add(CsvFile.Line record) {
      if (isHeader) {
        isHeader = false;
        return true;
      }
      waiting.add(line(record));
      return waiting.size() < BATCH || finish();
    }

    @Override
    public void close() {
      threads.close();
    }

    /** Waits for the lines that were added; whether to go on. */
    boolean finish() {
      if (report.stopped() != null) {
        return false;
      }
      List<CompletableFuture<Outcome>> outcomes = waiting.stream().map(this::begin).toList();
      for (int at = 0; at < waiting.size() && report.stopped() == null; at++) {
        Waiting line = waiting.get(at);
        try {
          Outcome outcome = outcomes.get(at).join();
          if (outcome == Outcome.REFUSED) {
            listener.refused(new ImportListener.Refusal(line.record().line(), String.valueOf(line.refusal()),
                line.record().cells()));
          }
          report = report.plus(outcome);
        } catch (CompletionException e) {
          if (!(e.getCause() instanceof StoreException refused)) {
            throw e;
          }
          report = report.stopped("line " + line.record().line() + ": " + refused.getMessage());
        }
      }
      waiting.clear();
      listener.at(report.lines());
      if (report.stopped() == null && listener.isStopped()) {
        report = report.stopped("told to stop");
      }
      return report.stopped() == null;
    }

    private Waiting line(CsvFile.Line record) {
      try {
        ContactRow row = reader.read(record);
        String same = same(row, record.line());
        return new Waiting(record, same == null ? row : null, same);
      } catch (RefusedRowException e) {
        return new Waiting(record, null, e.getMessage());
      }
    }

    /** Of two lines about one person the later would undo the earlier, each time anew. */
    private @Nullable String same(ContactRow row, long line) {
      String number = row.number();
      String who = row.key() == null ? "msisdn " + number : "key " + row.key();
      Long before = seen.putIfAbsent(who, line);
      if (before == null && row.key() != null && number != null && !number.equals(RowReader.NO_NUMBER)) {
        seen.putIfAbsent("msisdn " + number, line);
      }
      return before == null
          ? null
          : who.replace(' ', ':').replace(":", ": ") + " (expected: each once; it is in line "
              + before + " already)";
    }

    private CompletableFuture<Outcome> begin(Waiting line) {
      ContactRow row = line.row();
      if (row == null) {
        return CompletableFuture.completedFuture(Outcome.REFUSED);
      }
      room.acquireUninterruptibly();
      return CompletableFuture.supplyAsync(() -> {
        try {
          return new RowImport(target, grouped(row), stamps.get()).take();
        } catch (InterruptedException e) {
          throw new IllegalStateException("import: interrupted (expected: to be told to stop)", e);
        } finally {
          room.release();
        }
      }, threads);
    }

    private ContactRow grouped(ContactRow row) {
      if (group == null || row.groups().contains(group)) {
        return row;
      }
      List<String> groups = new ArrayList<>(row.groups());
      groups.add(group);
      return new ContactRow(row.key(), row.createdAt(), row.fields(), row.extra(), row.subscription(),
          Set.copyOf(groups));
    }
  }
}
