package io.jukwaa.server.command;

import io.jukwaa.message.InvalidFieldException;
import io.jukwaa.server.Closing;
import io.jukwaa.server.people.csv.CsvFile;
import io.jukwaa.server.people.lists.ContactImport;
import io.jukwaa.server.people.lists.ErrorFile;
import io.jukwaa.server.people.lists.ImportListener;
import io.jukwaa.server.people.lists.ImportOptions;
import io.jukwaa.server.people.lists.ImportReport;
import io.jukwaa.server.people.lists.MergeMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./jukwaa contacts import}. Exit code 1 if a line was refused, or it ended before the file did. */
@Command(name = "import", description = "Takes the people of a CSV file into a tenant's contacts.", mixinStandardHelpOptions = true)
final class ImportContactsCommand implements Callable<Integer> {
  private static final int PREVIEWED = 5;

  @Spec
  private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "the CSV file")
  private Path path = Path.of("");

  @Mixin
  private PeopleOptions people = new PeopleOptions();

  @Option(names = "--mode", paramLabel = "MODE", defaultValue = "update", description = "with people who are there: update (the file's values take the place of theirs), fill (only what is empty), new (leave them alone); default: ${DEFAULT-VALUE}")
  private String mode = "";

  @Option(names = "--columns", paramLabel = "COLUMN=FIELD", split = ",", description = "what columns are, by name or number: msisdn, name, extras-age, skip …; the others are guessed")
  private Map<String, String> columns = new LinkedHashMap<>();

  @Option(names = "--group", paramLabel = "NAME", description = "a group that all of them get into")
  private @Nullable String group;

  @Option(names = "--consent", description = "all of them have agreed to be written to, on paper or elsewhere")
  private boolean consent;

  @Option(names = "--preview", description = "show what the columns are taken for and the first lines, and end")
  private boolean preview;

  @Option(names = "--dry-run", description = "count what would happen, and store nothing")
  private boolean trial;

  @Option(names = "--errors", paramLabel = "FILE", description = "gets the lines that are refused; default: FILE.errors.csv")
  private @Nullable Path errors;

  @Override
  public Integer call() {
    CsvFile file = CsvFile.of(path, path.toString());
    if (isTheFile(refused())) {
      throw new InvalidFieldException("--errors", refused(), "another file than the one that is read");
    }
    ImportOptions options = new ImportOptions(MergeMode.of("--mode", mode), columns, group, consent, trial);
    Foreground foreground = new Foreground(spec);
    try (Closing closing = new Closing(); PeopleWork work = people.work(closing)) {
      ContactImport.Preview found = work.preview(file, options, PREVIEWED);
      show(foreground, found);
      return preview ? 0 : imported(foreground, work, file, options, found);
    }
  }

  private int imported(Foreground foreground, PeopleWork work, CsvFile file, ImportOptions options,
      ContactImport.Preview found) {
    Path refused = refused();
    try (Interruption interruption = new Interruption()) {
      ImportReport report;
      try (ErrorFile lines = new ErrorFile(refused, found.columns()); ProgressBar bar = new ProgressBar(foreground)) {
        report = work.run(file, options, listener(bar, lines, interruption, found.lines()));
      }
      show(foreground, report, refused);
      return report.stopped() == null && report.refused() == 0 ? 0 : 1;
    }
  }

  private Path refused() {
    return errors == null ? Path.of(path + ".errors.csv") : errors;
  }

  private boolean isTheFile(Path other) {
    try {
      return Files.exists(other) && Files.isSameFile(path, other);
    } catch (IOException e) {
      throw new InvalidFieldException("--errors", other, "a file that can be written");
    }
  }

  private ImportListener listener(ProgressBar bar, ErrorFile errors, Interruption interruption, long all) {
    return new ImportListener() {
      @Override
      public void at(long done) {
        bar.at(trial ? "lines looked at" : "lines", done, all);
      }

      @Override
      public void refused(Refusal refusal) {
        errors.add(refusal);
      }

      @Override
      public boolean isStopped() {
        return interruption.isAsked();
      }
    };
  }

  private static void show(Foreground foreground, ContactImport.Preview found) {
    foreground.print(String.format("%,d lines, %s", found.lines(), found.format()));
    for (int at = 0; at < found.columns().all().size(); at++) {
      int column = at;
      var named = found.columns().all().get(at);
      List<String> first = found.first().stream().map(cells -> column < cells.size() ? cells.get(column) : "").limit(3)
          .toList();
      foreground.print(String.format("  %-24s -> %-20s %-24s %s", named.name(), named.target(), named.why(),
          String.join(" | ", first)));
    }
  }

  private void show(Foreground foreground, ImportReport report, Path refused) {
    String would = trial ? "would be " : "";
    foreground.print(String.format("%,d lines: %s%,d created, %,d changed, %,d unchanged, %,d refused", report.lines(),
        would, report.created(), report.changed(), report.unchanged(), report.refused()));
    if (report.refused() > 0) {
      foreground.print("refused lines and why: " + refused + "; mend and import that file");
    }
    if (report.stopped() != null) {
      foreground.print("it ended before the file did (" + report.stopped()
          + "); the same command does what is left");
    }
  }

  /** Lets the lines under way end, and what is to be said be said, when the process is told to end. */
  private static final class Interruption implements AutoCloseable {
    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread hook = Thread.ofPlatform().unstarted(this::await);
    private volatile boolean asked;

    Interruption() {
      Runtime.getRuntime().addShutdownHook(hook);
    }

    boolean isAsked() {
      return asked;
    }

    @Override
    public void close() {
      done.countDown();
      if (!asked) {
        Runtime.getRuntime().removeShutdownHook(hook);
      }
    }

    private void await() {
      asked = true;
      try {
        done.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
