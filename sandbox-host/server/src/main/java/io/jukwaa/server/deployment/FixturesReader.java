package io.jukwaa.server.deployment;

import io.jukwaa.message.Fields;
import io.jukwaa.message.InvalidFieldException;
import io.jukwaa.message.Stamp;
import io.jukwaa.message.Timestamps;
import io.jukwaa.server.Json;
import io.jukwaa.store.ContactStore.Contact;
import io.jukwaa.store.GroupStore.Group;
import io.jukwaa.store.OptOutStore.OptOut;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Reads {@code {"contacts": [..], "groups": [..], "kv": {..}, "optouts": [..]}} in the field names of the sandbox
 * protocol (3.7 to 3.9). Extras may be nested ({@code extra: {..}}), as apps send them, or flat
 * ({@code extras-<name>}), as they get them.
 */
public final class FixturesReader {
  /** The plain fields of a contact. */
  private static final Set<String> FIELDS = Set.of("name", "surname", "email_address", "dob", "msisdn",
      "twitter_handle", "facebook_id", "bbm_pin", "gtalk_id", "mxit_id", "wechat_id");
  /** Members the protocol sends that say nothing new here. */
  private static final Set<String> IGNORED = Set.of("$VERSION", "user_account");
  private static final String EXTRA = "extras-";
  private static final String SUBSCRIPTION = "subscription-";
  private static final Pattern KEY = Pattern.compile("[0-9a-f]{32}");

  private final Supplier<Stamp> stamps;

  /** @param stamps gives what has no key of its own one, and the time it was made */
  public FixturesReader(Supplier<Stamp> stamps) {
    this.stamps = stamps;
  }

  /** @throws InvalidFieldException naming the place, for example {@code contacts[2].msisdn} */
  public Fixtures read(Fields json) {
    Section root = new Section("", json).only("contacts", "groups", "kv", "optouts");
    List<Group> groups = root.list("groups").stream().map(this::group).toList();
    List<Contact> contacts = root.list("contacts").stream().map(this::contact).toList();
    Section records = root.section("kv");
    Map<String, String> texts = new LinkedHashMap<>();
    records.names().forEach(key -> texts.put(key, Json.text(records.value(key))));
    return new Fixtures(contacts, groups, texts, root.list("optouts").stream().map(this::optOut).toList());
  }

  private Group group(Section section) {
    section.only("key", "$VERSION", "user_account", "name", "query", "created_at");
    return new Group(key(section), exactText(section, "name"), section.exactTextOrNull("query"), createdAt(section));
  }

  private OptOut optOut(Section section) {
    section.only("address_type", "address_value", "message_id", "created_at");
    String message = section.exactTextOrNull("message_id");
    return new OptOut(exactText(section, "address_type"), exactText(section, "address_value"),
        message == null ? stamps.get().id() : message, createdAt(section));
  }

  private Contact contact(Section section) {
    Map<String, String> fields = new HashMap<>();
    Map<String, String> extra = new HashMap<>(exactTexts(section.section("extra")));
    Map<String, String> subscription = new HashMap<>(exactTexts(section.section("subscription")));
    section.names().forEach(name -> {
      String text = isPlain(name) ? section.exactTextOrNull(name) : null;
      if (text == null) {
        return;
      }
      if (name.startsWith(EXTRA)) {
        extra.put(name.substring(EXTRA.length()), text);
      } else if (name.startsWith(SUBSCRIPTION)) {
        subscription.put(name.substring(SUBSCRIPTION.length()), text);
      } else if (FIELDS.contains(name)) {
        fields.put(name, text);
      } else {
        throw section.refused(name, "a field of a contact");
      }
    });
    exactText(section, "msisdn");
    return new Contact(key(section), createdAt(section), fields, extra, subscription,
        new HashSet<>(section.texts("groups")));
  }

  private static boolean isPlain(String name) {
    return !IGNORED.contains(name) && !Set.of("key", "created_at", "groups", "extra", "subscription").contains(name);
  }

  private static Map<String, String> exactTexts(Section section) {
    Map<String, String> texts = new LinkedHashMap<>();
    section.names().forEach(name -> texts.put(name, exactText(section, name)));
    return texts;
  }

  private static String exactText(Section section, String name) {
    String text = section.exactTextOrNull(name);
    if (text == null) {
      throw section.refused(name, "text");
    }
    return text;
  }

  private String key(Section section) {
    String key = section.exactTextOrNull("key");
    if (key == null) {
      return stamps.get().id();
    }
    if (!KEY.matcher(key).matches()) {
      throw section.refused("key", "32 hexadecimal digits, or none to get one");
    }
    return key;
  }

  private Instant createdAt(Section section) {
    String text = section.exactTextOrNull("created_at");
    return text == null ? stamps.get().time() : Timestamps.parse(section.path("created_at"), text);
  }
}
