package io.jukwaa.server.people.csv;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.jukwaa.message.InvalidFieldException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * A file of comma-separated values (RFC 4180), and how it is written: found out by reading all of it once.
 *
 * @param name what it is called in messages
 * @param charset UTF-8, UTF-16 if its first bytes say so, Windows-1252 if it is no UTF-8
 * @param separator comma, semicolon, tab or bar
 * @param records how many there are, a header among them
 */
public record CsvFile(Path path, String name, Charset charset, char separator, long records) {
  private static final List<Character> SEPARATORS = List.of(',', ';', '\t', '|');
  private static final Charset WINDOWS = Charset.forName("windows-1252");
  private static final int SAMPLE = 50;
  private static final int CHUNK = 64 * 1024;

  /** @param line where it begins in the file, from 1 */
  public record Line(long line, List<String> cells) {
    public Line {
      cells = List.copyOf(cells);
    }

    /** The cell; empty where the record ends before it. */
    public String cell(int column) {
      return column < cells.size() ? cells.get(column) : "";
    }
  }

  /**
   * Looks at a file.
   *
   * @param name what it is called in messages
   * @throws InvalidFieldException if it cannot be read, is empty, or a quote in it is never closed
   */
  public static CsvFile of(Path path, String name) {
    try {
      Charset charset = charset(path);
      CsvFile found = new CsvFile(path, name, charset, separator(path, name, charset), 0);
      long[] records = {0};
      found.each(_ -> ++records[0] > 0);
      if (records[0] == 0) {
        throw new InvalidFieldException(name, "empty", "at least one line");
      }
      return new CsvFile(path, name, charset, found.separator(), records[0]);
    } catch (IOException | UncheckedIOException e) {
      throw unreadable(name, e);
    }
  }

  /** How it is written, in words. */
  public String format() {
    return charset.displayName() + ", separated by " + switch (separator) {
      case ',' -> "commas";
      case ';' -> "semicolons";
      case '\t' -> "tabs";
      default -> "bars";
    };
  }

  /** The first records, at most so many. */
  public List<Line> first(int most) {
    List<Line> found = new ArrayList<>();
    each(record -> found.add(record) && found.size() < most);
    return found;
  }

  /**
   * Gives every record, lines with nothing in them left out, until the receiver wants no more.
   *
   * @throws InvalidFieldException if the file cannot be read
   */
  public void each(Predicate<Line> receiver) {
    try (CsvReader<CsvRecord> reader = reader(open(path, charset), separator)) {
      for (CsvRecord record : reader) {
        boolean blank = record.getFields().stream().allMatch(String::isBlank);
        if (!blank && !receiver.test(new Line(record.getStartingLineNumber(), record.getFields()))) {
          return;
        }
      }
    } catch (CsvParseException e) {
      throw new InvalidFieldException(name, String.valueOf(e.getMessage()), "quotes that are closed, and cells of at"
          + " most 16 MiB");
    } catch (IOException | UncheckedIOException e) {
      throw unreadable(name, e);
    }
  }

  private static CsvReader<CsvRecord> reader(Reader text, char separator) {
    return CsvReader.builder().fieldSeparator(separator).extraFieldStrategy(FieldMismatchStrategy.IGNORE)
        .missingFieldStrategy(FieldMismatchStrategy.IGNORE).ofCsvRecord(text);
  }

  /** Behind the mark of the byte order, if there is one. */
  private static Reader open(Path path, Charset charset) throws IOException {
    InputStream bytes = new BufferedInputStream(Files.newInputStream(path), CHUNK);
    bytes.mark(4);
    byte[] mark = mark(charset);
    byte[] first = bytes.readNBytes(mark.length);
    if (mark.length == 0 || !java.util.Arrays.equals(first, mark)) {
      bytes.reset();
    }
    return new InputStreamReader(bytes, charset);
  }

  private static byte[] mark(Charset charset) {
    CharsetEncoder encoder = charset.newEncoder();
    return charset.equals(WINDOWS) || !encoder.canEncode('\uFEFF')
        ? new byte[0]
        : "\uFEFF".getBytes(charset);
  }

  private static Charset charset(Path path) throws IOException {
    try (InputStream bytes = Files.newInputStream(path)) {
      byte[] first = bytes.readNBytes(2);
      if (first.length == 2 && (first[0] & 0xff) == 0xff && (first[1] & 0xff) == 0xfe) {
        return StandardCharsets.UTF_16LE;
      }
      if (first.length == 2 && (first[0] & 0xff) == 0xfe && (first[1] & 0xff) == 0xff) {
        return StandardCharsets.UTF_16BE;
      }
    }
    return isUtf8(path) ? StandardCharsets.UTF_8 : WINDOWS;
  }

  private static boolean isUtf8(Path path) throws IOException {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer bytes = ByteBuffer.allocate(CHUNK);
    CharBuffer text = CharBuffer.allocate(CHUNK);
    try (InputStream stream = Files.newInputStream(path)) {
      boolean end = false;
      while (!end) {
        int read = stream.read(bytes.array(), bytes.position(), bytes.remaining());
        end = read < 0;
        bytes.position(bytes.position() + Math.max(read, 0)).flip();
        if (decoder.decode(bytes, text.clear(), end).isError()) {
          return false;
        }
        bytes.compact();
      }
      return true;
    }
  }

  /** The one that cuts most of the first lines into as many cells as the very first; of two, the one with more cells. */
  private static char separator(Path path, String name, Charset charset) throws IOException {
    char best = ',';
    long most = 0;
    for (char candidate : SEPARATORS) {
      List<Line> sample = new ArrayList<>();
      try {
        new CsvFile(path, name, charset, candidate, 0).each(record -> sample.add(record) && sample.size() < SAMPLE);
      } catch (InvalidFieldException e) {
        continue; // not with this one
      }
      int cells = sample.isEmpty() ? 0 : sample.getFirst().cells().size();
      long alike = sample.stream().filter(record -> record.cells().size() == cells).count();
      long score = cells < 2 ? 0 : alike * 1_000 + cells;
      if (score > most) {
        best = candidate;
        most = score;
      }
    }
    return best;
  }

  private static InvalidFieldException unreadable(String name, Exception cause) {
    InvalidFieldException refused = new InvalidFieldException(name, cause.getMessage(), "a file that can be read");
    refused.initCause(cause);
    return refused;
  }
}
