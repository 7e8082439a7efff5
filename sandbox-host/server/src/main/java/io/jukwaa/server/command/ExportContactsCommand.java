package io.jukwaa.server.command;

import io.jukwaa.server.Closing;
import io.jukwaa.server.people.lists.ContactExport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./jukwaa contacts export}: the file on standard output, what there is to say on standard error. */
@Command(name = "export", description = "Writes a tenant's contacts as a CSV file that import reads.", mixinStandardHelpOptions = true)
final class ExportContactsCommand implements Callable<Integer> {
  private static final int MOST_MISFITS = 20;

  @Spec
  private @Nullable CommandSpec spec;

  @Mixin
  private PeopleOptions people = new PeopleOptions();

  @Option(names = "--group", paramLabel = "NAME", description = "only those in this group")
  private @Nullable String group;

  @Option(names = "--query", paramLabel = "QUERY", description = "only those who match, like 'extras-region:Coast AND name:A*'")
  private @Nullable String query;

  @Option(names = "--to", paramLabel = "FILE", description = "the file; default: standard output")
  private @Nullable Path target;

  private long misfits;

  @Override
  public Integer call() {
    Foreground foreground = new Foreground(spec);
    try (Closing closing = new Closing(); PeopleWork work = people.work(closing); Writer output = output()) {
      ContactExport.Report report = work.export(new ContactExport.Selection(group, query), output, misfit -> {
        if (misfits++ < MOST_MISFITS) {
          foreground.note(misfit);
        }
      });
      output.flush();
      foreground.note(String.format("%,d contacts", report.contacts()));
      if (report.misfits() > 0) {
        foreground.note(String.format("%,d values are not what their fields hold; they are in the file as they are",
            report.misfits()));
      }
      if (report.left() > 0) {
        foreground.note(String.format("%,d values are not in the file, as their fields came to be meanwhile: export"
            + " again", report.left()));
      }
      return report.left() > 0 ? 1 : 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Standard output stays open. */
  private Writer output() throws IOException {
    if (target != null) {
      return Files.newBufferedWriter(target, StandardCharsets.UTF_8);
    }
    Writer out = Objects.requireNonNull(spec).commandLine().getOut();
    return new java.io.FilterWriter(out) {
      @Override
      public void write(String text, int from, int length) throws IOException {
        out.write(text, from, length);
      }

      @Override
      public void close() throws IOException {
        out.flush();
      }
    };
  }
}
