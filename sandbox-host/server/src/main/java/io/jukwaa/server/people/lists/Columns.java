package io.jukwaa.server.people.lists;

import io.jukwaa.message.InvalidFieldException;
import io.jukwaa.resource.ContactSchema;
import io.jukwaa.server.people.csv.CsvFile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the columns of a file are.
 *
 * @param hasHeader whether its first record names them
 */
public record Columns(boolean hasHeader, List<Column> all) {
  public Columns {
    all = List.copyOf(all);
  }

  /**
   * @param name above it in the file, or {@code column 3}
   * @param target where it goes, as options have it
   * @param why how that was found out, in words
   */
  public record Column(String name, String target, String why) {}

  /**
   * Guesses by names and values what was not said.
   *
   * @param said by the column's name or number: where it goes
   * @throws InvalidFieldException if a column or target is unknown, two columns go to the same place, or there is none
   *     with numbers or keys
   */
  static Columns of(CsvFile file, ContactSchema schema, Map<String, String> said) {
    List<CsvFile.Line> sample = file.first(ColumnValues.SAMPLE + 1);
    ColumnValues values = new ColumnValues(sample, schema);
    CsvFile.Line first = sample.getFirst();
    boolean hasHeader = !values.looksLikeAPerson(first) && isHeader(first, said, schema);
    List<String> names = names(first, hasHeader);
    List<@Nullable Column> found = new ArrayList<>();
    names.forEach(_ -> found.add(null));
    said.forEach((column, target) -> {
      int at = position(column, names);
      found.set(at, new Column(names.get(at), Target.of("--columns " + column, target, schema).text(), "as you say"));
    });
    for (int at = 0; at < names.size(); at++) {
      if (ErrorFile.ADDED.contains(names.get(at)) && found.get(at) == null) {
        found.set(at, new Column(names.get(at), Target.SKIP.text(), "from an earlier import"));
      }
    }
    if (hasHeader) {
      byName(names, schema, found);
    }
    values.guess(found, names, hasHeader);
    List<Column> columns = new ArrayList<>();
    for (int at = 0; at < names.size(); at++) {
      Column column = found.get(at);
      columns.add(column == null ? unknown(names.get(at), hasHeader, schema) : column);
    }
    return checked(new Columns(hasHeader, columns));
  }

  /** Where each column goes, in the order of the file. */
  List<Target> targets(ContactSchema schema) {
    return all.stream().map(column -> Target.of(column.name(), column.target(), schema)).toList();
  }

  private static boolean isHeader(CsvFile.Line first, Map<String, String> said, ContactSchema schema) {
    boolean known = first.cells().stream().anyMatch(cell -> ColumnNames.target(cell, schema) != null);
    boolean named = first.cells().stream().anyMatch(cell -> said.containsKey(cell.strip()));
    return known || named || first.cells().stream().noneMatch(String::isBlank);
  }

  private static List<String> names(CsvFile.Line first, boolean hasHeader) {
    List<String> names = new ArrayList<>();
    for (String cell : first.cells()) {
      names.add(hasHeader && !cell.isBlank() ? cell.strip() : "column " + (names.size() + 1));
    }
    return names;
  }

  private static int position(String column, List<String> names) {
    int at = names.indexOf(column);
    if (at < 0 && column.matches("[1-9][0-9]{0,3}") && Integer.parseInt(column) <= names.size()) {
      at = Integer.parseInt(column) - 1;
    }
    if (at < 0) {
      throw new InvalidFieldException("--columns", column, "one of " + String.join(", ", names) + ", or its number");
    }
    return at;
  }

  private static void byName(List<String> names, ContactSchema schema, List<@Nullable Column> found) {
    for (int at = 0; at < names.size(); at++) {
      Target target = found.get(at) == null ? ColumnNames.target(names.get(at), schema) : null;
      if (target != null && isFree(target, found)) {
        found.set(at, new Column(names.get(at), target.text(), "by its name"));
      }
    }
    for (int at = 0; at < names.size(); at++) {
      if (found.get(at) == null && ColumnNames.isNom(names.get(at))) {
        String target = isFree(new Target(Target.Kind.FIELD, "name"), found) ? "name" : "surname";
        found.set(at, new Column(names.get(at), target, "by its name"));
      }
    }
  }

  static boolean isFree(Target target, List<@Nullable Column> found) {
    return found.stream().noneMatch(column -> column != null && column.target().equals(target.text()));
  }

  /** Without a schema every named column is kept; with one, what it does not know is left out. */
  private static Column unknown(String name, boolean hasHeader, ContactSchema schema) {
    return hasHeader && schema.fields().isEmpty()
        ? new Column(name, Target.EXTRA + name, "a field of its own")
        : new Column(name, Target.SKIP.text(), "nothing says what it is");
  }

  private static Columns checked(Columns columns) {
    Set<String> seen = new HashSet<>();
    Map<String, String> twice = new LinkedHashMap<>();
    columns.all.forEach(column -> {
      if (!column.target().equals("skip") && !seen.add(column.target())) {
        twice.put(column.name(), column.target());
      }
    });
    twice.forEach((name, target) -> {
      throw new InvalidFieldException("column " + name, target, "a place where no other column goes; say so with"
          + " --columns '" + name + "=skip'");
    });
    if (!seen.contains("msisdn") && !seen.contains("key")) {
      throw new InvalidFieldException("columns", String.join(", ", columns.all.stream().map(Column::name).toList()),
          "one with phone numbers; say which with --columns NAME=msisdn");
    }
    return columns;
  }
}
