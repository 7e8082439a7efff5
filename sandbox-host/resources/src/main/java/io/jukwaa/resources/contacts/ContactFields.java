package io.jukwaa.resources.contacts;

import io.jukwaa.message.Timestamps;
import io.jukwaa.resource.CommandException;
import io.jukwaa.resources.PythonText;
import io.jukwaa.store.ContactStore.Contact;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The contact model of Vumi Go, version 2: which fields there are, what they may hold and how a contact looks to apps.
 * What it refuses is logged as well, as the original did.
 */
public final class ContactFields {
  static final String NULL_REFUSED = "None is not allowed as a value for non-null fields.";

  private static final int VERSION = 2;
  private static final Map<String, Integer> LENGTHS = Map.of("name", 255, "surname", 255, "msisdn", 255,
      "twitter_handle", 100, "facebook_id", 100, "bbm_pin", 100);
  private static final List<String> TEXTS = List.of("name", "surname", "email_address", "msisdn", "twitter_handle",
      "facebook_id", "bbm_pin", "gtalk_id", "mxit_id", "wechat_id");
  private static final Set<String> OTHERS = Set.of("dob", "created_at", "groups", "extra", "subscription");
  /** What apps send back of a contact they were given, although they cannot change it. */
  private static final Set<String> IGNORED = Set.of("key", "$VERSION", "user_account");

  private ContactFields() {}

  /** Whether a search may ask for the field. */
  public static boolean isSearchable(String field) {
    return TEXTS.contains(field) || Set.of("dob", "groups", "key").contains(field) || field.startsWith("extras-");
  }

  /** Characters that a plain field may have at most. */
  public static int longest(String field) {
    return LENGTHS.getOrDefault(field, Integer.MAX_VALUE);
  }

  /** The contact as apps see it: flat, with {@code extras-} and {@code subscription-} members. */
  public static Map<String, @Nullable Object> json(String tenant, Contact contact) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("key", contact.key());
    json.put("$VERSION", VERSION);
    json.put("user_account", tenant);
    json.put("created_at", Timestamps.text(contact.createdAt()));
    json.put("dob", contact.fields().get("dob"));
    TEXTS.forEach(name -> json.put(name, contact.fields().get(name)));
    json.put("groups", List.copyOf(new TreeSet<>(contact.groups())));
    contact.extra().forEach((name, value) -> json.put("extras-" + name, value));
    contact.subscription().forEach((name, value) -> json.put("subscription-" + name, value));
    return json;
  }

  /** A contact with nothing in it yet. */
  static Contact blank(String key, Instant createdAt) {
    return new Contact(key, createdAt, Map.of(), Map.of(), Map.of(), Set.of());
  }

  /**
   * The contact with the model's fields that are given: text replaced, {@code extra} and {@code subscription} replaced
   * as a whole, groups added. Other members are passed over.
   *
   * @throws CommandException if a value is not what its field may hold, or there is no msisdn
   */
  static Contact changed(Contact contact, Map<String, @Nullable Object> given) {
    Map<String, String> fields = new LinkedHashMap<>(contact.fields());
    for (String name : TEXTS) {
      if (given.containsKey(name)) {
        set(fields, name, text(name, given.get(name)));
      }
    }
    if (given.containsKey("dob")) {
      Object date = given.get("dob");
      set(fields, "dob", date == null ? null : Timestamps.text(Dates.parse(date)));
    }
    if (!fields.containsKey("msisdn")) {
      throw new CommandException(NULL_REFUSED);
    }
    Object createdAt = given.get("created_at");
    return new Contact(contact.key(), createdAt == null ? contact.createdAt() : Dates.parse(createdAt), fields,
        given.containsKey("extra") ? texts(given.get("extra")) : contact.extra(),
        given.containsKey("subscription") ? texts(given.get("subscription")) : contact.subscription(),
        given.containsKey("groups") ? union(contact.groups(), given.get("groups")) : contact.groups());
  }

  /** @throws CommandException if there are members the model does not know */
  static void refuseUnknown(Map<String, @Nullable Object> given) {
    List<String> unknown = given.keySet().stream()
        .filter(name -> !TEXTS.contains(name) && !OTHERS.contains(name) && !IGNORED.contains(name)).sorted().toList();
    if (!unknown.isEmpty()) {
      throw new CommandException("Unexpected extra initial fields %s passed to model Contact"
          .formatted(PythonText.repr(unknown)));
    }
  }

  /** @throws CommandException if the value is not an object of texts */
  private static Map<String, String> texts(@Nullable Object value) {
    if (!(value instanceof Map<?, ?> map)) {
      throw new CommandException(value == null
          ? NULL_REFUSED
          : "Value %s is not a dict of unicode strings."
              .formatted(PythonText.repr(value)));
    }
    Map<String, String> texts = new LinkedHashMap<>();
    map.forEach((name, text) -> texts.put(String.valueOf(name), nonNull(text)));
    return texts;
  }

  private static Set<String> union(Set<String> present, @Nullable Object value) {
    if (!(value instanceof List<?> list)) {
      throw new CommandException("Value %s is not a list of group keys.".formatted(PythonText.repr(value)));
    }
    Set<String> union = new HashSet<>(present);
    list.forEach(key -> union.add(nonNull(key)));
    return union;
  }

  private static void set(Map<String, String> fields, String name, @Nullable String value) {
    if (value == null) {
      fields.remove(name);
    } else {
      fields.put(name, value);
    }
  }

  private static @Nullable String text(String name, @Nullable Object value) {
    if (value == null && !name.equals("msisdn")) {
      return null;
    }
    String text = nonNull(value);
    int most = longest(name);
    if (text.codePointCount(0, text.length()) > most) {
      throw new CommandException("Value %s too long (maximum length is %d).".formatted(PythonText.repr(text), most));
    }
    return text;
  }

  private static String nonNull(@Nullable Object value) {
    if (value instanceof String text) {
      return text;
    }
    throw new CommandException(value == null
        ? NULL_REFUSED
        : "Value %s is not a unicode string."
            .formatted(PythonText.repr(value)));
  }
}
