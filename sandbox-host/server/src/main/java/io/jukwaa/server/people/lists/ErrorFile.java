package io.jukwaa.server.people.lists;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.jukwaa.server.people.csv.SafeCell;
import io.jukwaa.server.people.lists.ImportListener.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The lines that were refused, with their cells, the line each has in its file, and the reason: to be mended and imported
 * in place of the file it came from. Is made with the first of them; one of an earlier import is removed. One thread.
 */
public final class ErrorFile implements AutoCloseable {
  /** What the two columns are called that the file has more; an import passes over them. */
  static final List<String> ADDED = List.of("jukwaa line", "jukwaa reason");

  private final Path path;
  private final List<String> header;
  private final boolean hasHeader;
  private @Nullable CsvWriter writer;

  /** @param columns of the file that is imported; without a header it has none either */
  public ErrorFile(Path path, Columns columns) {
    this.path = path;
    header = columns.all().stream().map(Columns.Column::name).toList();
    hasHeader = columns.hasHeader();
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void add(Refusal refusal) {
    List<String> cells = new ArrayList<>(refusal.cells());
    while (cells.size() < header.size()) {
      cells.add("");
    }
    cells.add(Long.toString(refusal.line()));
    cells.add(SafeCell.written(refusal.reason()));
    open().writeRecord(cells);
  }

  @Override
  public void close() {
    try {
      if (writer != null) {
        writer.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private CsvWriter open() {
    if (writer == null) {
      try {
        writer = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(Files.newBufferedWriter(path,
            StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      if (hasHeader) {
        List<String> names = new ArrayList<>(header);
        names.addAll(ADDED);
        writer.writeRecord(names);
      }
    }
    return writer;
  }
}
