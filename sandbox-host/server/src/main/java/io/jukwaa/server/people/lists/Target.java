package io.jukwaa.server.people.lists;

import io.jukwaa.message.InvalidFieldException;
import io.jukwaa.resource.ContactSchema;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a column of a file goes, by the names that apps see: {@code msisdn}, {@code name}, {@code extras-age},
 * {@code subscription-news}, {@code groups}, {@code key}, {@code created_at}; {@code skip} goes nowhere.
 *
 * @param name of the field, extra or subscription; for the others the kind says it all
 */
record Target(Kind kind, String name) {
  static final Target SKIP = new Target(Kind.SKIP, "skip");
  static final Target NUMBER = new Target(Kind.FIELD, "msisdn");
  static final String EXTRA = "extras-";
  static final String SUBSCRIPTION = "subscription-";
  /** Plain fields of Vumi Go's model that a file may hold. */
  static final Set<String> FIELDS = Set.of("msisdn", "name", "surname", "email_address", "dob", "twitter_handle",
      "facebook_id", "bbm_pin", "gtalk_id", "mxit_id", "wechat_id");

  enum Kind {
    KEY, CREATED_AT, FIELD, EXTRA, SUBSCRIPTION, GROUPS, SKIP
  }

  /** The name as files and options have it. */
  String text() {
    return switch (kind) {
      case KEY -> "key";
      case CREATED_AT -> "created_at";
      case GROUPS -> "groups";
      case SKIP -> "skip";
      case FIELD -> name;
      case EXTRA -> EXTRA + name;
      case SUBSCRIPTION -> SUBSCRIPTION + name;
    };
  }

  /** The target of exactly this name, declared fields also without {@code extras-}; null if there is none. */
  static @Nullable Target find(String text, ContactSchema schema) {
    return switch (text) {
      case "key" -> new Target(Kind.KEY, text);
      case "created_at" -> new Target(Kind.CREATED_AT, text);
      case "groups" -> new Target(Kind.GROUPS, text);
      case "skip" -> SKIP;
      default -> {
        if (FIELDS.contains(text)) {
          yield new Target(Kind.FIELD, text);
        }
        if (text.startsWith(SUBSCRIPTION) && text.length() > SUBSCRIPTION.length()) {
          yield new Target(Kind.SUBSCRIPTION, text.substring(SUBSCRIPTION.length()));
        }
        String extra = text.startsWith(EXTRA) ? text.substring(EXTRA.length()) : text;
        boolean allowed = schema.fields().containsKey(extra) || !extra.equals(text);
        yield allowed && !extra.isEmpty() ? new Target(Kind.EXTRA, extra) : null;
      }
    };
  }

  /** @throws InvalidFieldException if there is none of this name */
  static Target of(String option, String text, ContactSchema schema) {
    Target found = find(text, schema);
    if (found == null) {
      throw new InvalidFieldException(option, text, "skip, key, created_at, groups, "
          + String.join(", ", FIELDS.stream().sorted().toList()) + ", subscription-NAME, or extras-NAME"
          + (schema.fields().isEmpty() ? "" : ", like " + String.join(", ", schema.fields().keySet())));
    }
    return found;
  }
}
