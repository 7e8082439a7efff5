package io.jukwaa.server.deployment;

import io.jukwaa.resource.ContactSchema;
import io.jukwaa.resource.ContactSchema.Field;
import io.jukwaa.server.people.fields.PhoneNumbers;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads {@code country} and {@code contact-fields} of a tenant. */
final class ContactSchemaReader {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_ .-]{0,62}");
  private static final Map<String, ContactSchema.Type> TYPES = Map.of("text", ContactSchema.Type.TEXT, "number",
      ContactSchema.Type.NUMBER, "date", ContactSchema.Type.DATE,
      "choice", ContactSchema.Type.CHOICE, "yes-no", ContactSchema.Type.YES_NO);

  private ContactSchemaReader() {}

  /** @throws io.jukwaa.message.InvalidFieldException naming the key that is wrong */
  static ContactSchema read(Section tenant) {
    String country = tenant.textOrNull("country");
    if (country != null && !PhoneNumbers.isCountry(country)) {
      throw tenant.refused("country", "two letters of ISO 3166-1, like KE");
    }
    Section all = tenant.section("contact-fields");
    Map<String, Field> fields = new LinkedHashMap<>();
    Set<String> folded = new HashSet<>();
    tenant.sections("contact-fields").forEach((name, field) -> {
      if (!NAME.matcher(name).matches() || !folded.add(name.toLowerCase(Locale.ROOT))) {
        throw all.refused(name, "a name of letters, digits, space, dot, dash and underscore, at most 63, that no other"
            + " field has in whatever case");
      }
      fields.put(name, field(field.only("type", "values")));
    });
    return new ContactSchema(country, fields);
  }

  private static Field field(Section section) {
    ContactSchema.Type type = TYPES.get(section.text("type"));
    if (type == null) {
      throw section.refused("type", "text, number, date, choice or yes-no");
    }
    List<String> values = section.texts("values");
    if (values.isEmpty() == (type == ContactSchema.Type.CHOICE)) {
      throw section.refused("values", type == ContactSchema.Type.CHOICE ? "at least one" : "none, as it is no choice");
    }
    long distinct = values.stream().map(value -> value.strip().toLowerCase(Locale.ROOT)).distinct().count();
    if (distinct < values.size() || values.stream().anyMatch(String::isBlank)) {
      throw section.refused("values", "texts that differ, not only by case, and none of them empty");
    }
    return new Field(type, values);
  }
}
