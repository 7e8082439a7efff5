package io.jukwaa.server.people.lists;

import io.jukwaa.message.InvalidFieldException;
import io.jukwaa.message.Timestamps;
import io.jukwaa.resource.ContactSchema;
import io.jukwaa.resources.contacts.ContactFields;
import io.jukwaa.server.people.csv.CsvFile;
import io.jukwaa.server.people.csv.SafeCell;
import io.jukwaa.server.people.fields.FieldText;
import io.jukwaa.server.people.fields.PhoneNumbers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes rows of the lines of a file. Thread-safe. */
final class RowReader {
  /** What Vumi's apps give who has another address and no number. */
  static final String NO_NUMBER = "unknown";
  private static final Pattern KEY = Pattern.compile("[0-9a-f]{32}");

  private final Columns columns;
  private final List<Target> targets;
  private final ContactSchema schema;
  private final PhoneNumbers numbers;
  private final GroupNames groups;
  /** Below 0 if there is none. */
  private final int keyColumn;

  RowReader(Columns columns, ContactSchema schema, GroupNames groups) {
    this.columns = columns;
    this.schema = schema;
    this.groups = groups;
    targets = columns.targets(schema);
    keyColumn = targets.indexOf(new Target(Target.Kind.KEY, "key"));
    numbers = new PhoneNumbers(schema.country());
  }

  /** A line that cannot be taken, with all that is wrong with it. */
  static final class RefusedRowException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RefusedRowException(String reason) {
      super(reason, null, false, false);
    }
  }

  /** @throws RefusedRowException naming each column, its value and what was expected */
  ContactRow read(CsvFile.Line line) {
    Reading reading = new Reading(keyColumn >= 0 && !line.cell(keyColumn).isBlank());
    List<String> problems = new ArrayList<>();
    for (int at = 0; at < targets.size(); at++) {
      String cell = SafeCell.read(line.cell(at));
      if (!cell.isBlank()) {
        try {
          reading.take(targets.get(at), columns.all().get(at).name(), cell);
        } catch (InvalidFieldException e) {
          problems.add(String.valueOf(e.getMessage()));
        }
      }
    }
    for (int at = targets.size(); at < line.cells().size(); at++) {
      if (!line.cell(at).isBlank()) {
        problems.add(new InvalidFieldException("column " + (at + 1), line.cell(at), "nothing, as the first line ends"
            + " before it").getMessage());
      }
    }
    if (problems.isEmpty() && reading.key == null && !reading.fields.containsKey("msisdn")) {
      problems.add(new InvalidFieldException("msisdn", null, "a phone number").getMessage());
    }
    if (!problems.isEmpty()) {
      throw new RefusedRowException(String.join("; ", problems));
    }
    return reading.row();
  }

  /** One line as far as it is read. */
  private final class Reading {
    private final Map<String, String> fields = new HashMap<>();
    private final Map<String, String> extra = new HashMap<>();
    private final Map<String, String> subscription = new HashMap<>();
    private final Set<String> keys = new HashSet<>();
    private final boolean hasKey;
    private @Nullable String key;
    private @Nullable Instant createdAt;

    Reading(boolean hasKey) {
      this.hasKey = hasKey;
    }

    ContactRow row() {
      return new ContactRow(key, createdAt, fields, extra, subscription, keys);
    }

    void take(Target target, String column, String cell) {
      switch (target.kind()) {
        case SKIP -> {
        }
        case KEY -> key = key(column, cell.strip().toLowerCase(Locale.ROOT));
        case CREATED_AT -> createdAt = Timestamps.parse(column, cell.strip());
        case FIELD -> fields.put(target.name(), field(target.name(), column, cell));
        case EXTRA -> extra.put(target.name(), extra(target.name(), column, cell));
        case SUBSCRIPTION -> subscription.put(target.name(), cell.strip());
        case GROUPS -> keys.addAll(groups.keys(column, cell));
      }
    }

    private String key(String column, String cell) {
      if (!KEY.matcher(cell).matches()) {
        throw new InvalidFieldException(column, cell, "32 hexadecimal digits");
      }
      return cell;
    }

    private String field(String name, String column, String cell) {
      return switch (name) {
        case "msisdn" -> cell.strip().equals(NO_NUMBER) && hasKey ? NO_NUMBER : numbers.e164(column, cell);
        case "dob" -> FieldText.birthday(column, cell);
        default -> {
          String text = cell.strip();
          int longest = ContactFields.longest(name);
          if (text.codePointCount(0, text.length()) > longest) {
            throw new InvalidFieldException(column, text, "at most " + longest + " characters");
          }
          yield text;
        }
      };
    }

    private String extra(String name, String column, String cell) {
      ContactSchema.Field field = schema.fields().get(name);
      return field == null ? cell.strip() : FieldText.of(field, column, cell);
    }
  }
}
