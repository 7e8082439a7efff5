package io.jukwaa.server.people.lists;

import io.jukwaa.resource.ContactSchema;
import io.jukwaa.server.people.csv.CsvFile;
import io.jukwaa.server.people.csv.SafeCell;
import io.jukwaa.server.people.fields.PhoneNumbers;
import io.jukwaa.server.people.lists.Columns.Column;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Guesses what columns are by what is in them. A column is taken for what four fifths of its cells are. */
final class ColumnValues {
  /** Records that are looked at. */
  static final int SAMPLE = 200;
  private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+\\.[^@\\s.]+");
  private static final Pattern WORDS = Pattern.compile("\\p{L}[\\p{L}\\p{M} .'-]*");

  private final List<CsvFile.Line> sample;
  private final ContactSchema schema;
  private final PhoneNumbers numbers;

  ColumnValues(List<CsvFile.Line> sample, ContactSchema schema) {
    this.sample = sample;
    this.schema = schema;
    numbers = new PhoneNumbers(schema.country());
  }

  /** Whether a record has a number or a mail address in it, as no header has. */
  boolean looksLikeAPerson(CsvFile.Line record) {
    return record.cells().stream().map(SafeCell::read)
        .anyMatch(cell -> numbers.isNumber(cell) || EMAIL.matcher(cell.strip()).matches());
  }

  /** Fills in what is null and can be told. Plain words are taken for a name only where no header says otherwise. */
  void guess(List<@Nullable Column> found, List<String> names, boolean hasHeader) {
    List<CsvFile.Line> people = hasHeader ? sample.subList(1, sample.size()) : sample;
    guess(found, names, people, Target.NUMBER, numbers::isNumber);
    guess(found, names, people, new Target(Target.Kind.FIELD, "email_address"),
        cell -> EMAIL.matcher(cell.strip()).matches());
    for (Map.Entry<String, ContactSchema.Field> field : schema.fields().entrySet()) {
      if (field.getValue().type() == ContactSchema.Type.CHOICE) {
        guess(found, names, people, new Target(Target.Kind.EXTRA, field.getKey()), cell -> field.getValue().values()
            .stream().anyMatch(value -> value.strip().equalsIgnoreCase(cell.strip())));
      }
    }
    if (!hasHeader) {
      guess(found, names, people, new Target(Target.Kind.FIELD, "name"), cell -> WORDS.matcher(cell.strip()).matches());
      guess(found, names, people, new Target(Target.Kind.FIELD, "surname"),
          cell -> WORDS.matcher(cell.strip()).matches());
    }
  }

  private static void guess(List<@Nullable Column> found, List<String> names, List<CsvFile.Line> people,
      Target target, Predicate<String> test) {
    for (int at = 0; at < names.size() && Columns.isFree(target, found); at++) {
      if (found.get(at) == null && isMostly(people, at, test)) {
        found.set(at, new Column(names.get(at), target.text(), "by what is in it"));
      }
    }
  }

  private static boolean isMostly(List<CsvFile.Line> people, int column, Predicate<String> test) {
    List<String> cells = people.stream().map(person -> SafeCell.read(person.cell(column)))
        .filter(cell -> !cell.isBlank()).toList();
    long fit = cells.stream().filter(test).count();
    return !cells.isEmpty() && fit * 5 >= cells.size() * 4L;
  }
}
