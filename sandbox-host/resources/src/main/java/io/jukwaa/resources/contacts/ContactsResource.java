package io.jukwaa.resources.contacts;

import io.jukwaa.message.Fields;
import io.jukwaa.message.Stamp;
import io.jukwaa.resource.Caller;
import io.jukwaa.resource.Command;
import io.jukwaa.resource.Reply;
import io.jukwaa.resource.Resource;
import io.jukwaa.resources.LuceneQuery;
import io.jukwaa.resources.Operation;
import io.jukwaa.resources.PythonText;
import io.jukwaa.resources.RefusedException;
import io.jukwaa.store.ContactStore;
import io.jukwaa.store.ContactStore.Contact;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The contacts of the caller's tenant. Apps give {@code extra} and {@code subscription} as objects and get them back
 * flat, as {@code extras-name} and {@code subscription-name}. Thread-safe; blocks on the store.
 */
public final class ContactsResource implements Resource {
  private static final Pattern KEY = Pattern.compile("[0-9a-f]{32}");
  private static final Map<String, String> FIELD_BY_DELIVERY_CLASS = Map.of("sms", "msisdn", "ussd", "msisdn",
      "voice", "msisdn", "gtalk", "gtalk_id", "mxit", "mxit_id", "wechat", "wechat_id", "twitter", "twitter_handle");

  private final ContactStore store;
  private final Supplier<Stamp> stamps;
  private final Map<String, Operation> operations = Map.of("get", this::get, "get_or_create", this::getOrCreate,
      "get_by_key", this::getByKey, "search", this::search, "new", this::create, "save", this::save,
      "update", this::update, "update_extras", this::updateExtras, "update_subscriptions", this::updateSubscriptions);

  /** @param stamps keys and times of new contacts; a key is 32 hexadecimal digits */
  public ContactsResource(ContactStore store, Supplier<Stamp> stamps) {
    this.store = store;
    this.stamps = stamps;
  }

  @Override
  public String name() {
    return "contacts";
  }

  @Override
  public Set<String> operations() {
    return operations.keySet();
  }

  @Override
  public Reply handle(Caller caller, Command command) {
    return Operation.carryOut(operations, caller, command);
  }

  /** @param text as the app gave it; {@code address} is what is looked for */
  private record Address(String text, String deliveryClass, String field, String address) {
    static Address of(Fields arguments) {
      if (!(arguments.value("addr") instanceof String text)) {
        throw new RefusedException("'addr' needs to be specified and be a unicode string");
      }
      if (!(arguments.value("delivery_class") instanceof String deliveryClass)) {
        throw new RefusedException("'delivery_class' needs to be specified and be a unicode string");
      }
      String field = FIELD_BY_DELIVERY_CLASS.get(deliveryClass);
      if (field == null) {
        throw new RefusedException("Unsupported transport_type " + PythonText.repr(deliveryClass));
      }
      int resource = deliveryClass.equals("gtalk") ? text.indexOf('/') : -1;
      return new Address(text, deliveryClass, field, resource < 0 ? text : text.substring(0, resource));
    }
  }

  private Reply get(Caller caller, Fields arguments) {
    Address address = Address.of(arguments);
    Contact contact = store.findBy(caller.tenant().key(), address.field(), address.address());
    if (contact == null) {
      throw new RefusedException("Contact with address '%s' for delivery class '%s' not found."
          .formatted(address.text(), address.deliveryClass()));
    }
    return reply(caller, contact);
  }

  private Reply getOrCreate(Caller caller, Fields arguments) {
    Address address = Address.of(arguments);
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("msisdn", "unknown");
    fields.put(address.field(), address.address());
    Contact fresh = ContactFields.changed(blank(), fields);
    Contact contact = store.findOrSave(caller.tenant().key(), address.field(), address.address(), fresh);
    Map<String, @Nullable Object> result = new LinkedHashMap<>();
    result.put("contact", ContactFields.json(caller.tenant().key(), contact));
    result.put("created", contact.key().equals(fresh.key()));
    return Reply.of(result);
  }

  private Reply getByKey(Caller caller, Fields arguments) {
    Object key = arguments.value("key");
    if (key == null) {
      throw new RefusedException("Expected 'key' field in request");
    }
    return reply(caller, existing(caller, PythonText.str(key)));
  }

  private Reply search(Caller caller, Fields arguments) {
    if (arguments.value("query") == null) {
      throw new RefusedException("Expected 'query' field in request");
    }
    int limit = limit(arguments.value("max_keys"));
    List<ContactStore.Condition> query = LuceneQuery.parse(arguments.text("query"), ContactFields::isSearchable);
    List<Contact> found = limit == 0 ? List.of() : store.search(caller.tenant().key(), query, limit);
    return Reply.of("keys", found.stream().map(Contact::key).toList());
  }

  private Reply create(Caller caller, Fields arguments) {
    Contact contact = ContactFields.changed(blank(), contact(arguments));
    store.save(caller.tenant().key(), contact);
    return reply(caller, contact);
  }

  private Reply save(Caller caller, Fields arguments) {
    Map<String, @Nullable Object> given = contact(arguments);
    if (!(given.get("key") instanceof String key)) {
      throw new RefusedException("'key' needs to be specified as a field in 'contact' and be a unicode string");
    }
    existing(caller, key);
    Contact contact = ContactFields.changed(ContactFields.blank(key, stamps.get().time()), given);
    ContactFields.refuseUnknown(given);
    return changed(caller, key, present -> contact);
  }

  private Reply update(Caller caller, Fields arguments) {
    String key = key(arguments);
    Map<String, @Nullable Object> given = fields(arguments);
    // Tried outside the store first, so that what is refused never meets a transaction.
    Contact tried = ContactFields.changed(existing(caller, key), given);
    return changed(caller, tried.key(), contact -> ContactFields.changed(contact, given));
  }

  private Reply updateExtras(Caller caller, Fields arguments) {
    String key = key(arguments);
    Map<String, String> texts = texts(fields(arguments));
    return changed(caller, key, contact -> new Contact(key, contact.createdAt(), contact.fields(),
        merged(contact.extra(), texts), contact.subscription(), contact.groups()));
  }

  private Reply updateSubscriptions(Caller caller, Fields arguments) {
    String key = key(arguments);
    Map<String, String> texts = texts(fields(arguments));
    return changed(caller, key, contact -> new Contact(key, contact.createdAt(), contact.fields(), contact.extra(),
        merged(contact.subscription(), texts), contact.groups()));
  }

  private Reply changed(Caller caller, String key, UnaryOperator<Contact> change) {
    Contact contact = store.update(caller.tenant().key(), key, change);
    return contact == null ? notFound(key).reply() : reply(caller, contact);
  }

  private Contact existing(Caller caller, String key) {
    Contact contact = store.find(caller.tenant().key(), key);
    if (contact == null) {
      throw notFound(key);
    }
    return contact;
  }

  private Contact blank() {
    Stamp stamp = stamps.get();
    return ContactFields.blank(stamp.id(), stamp.time());
  }

  private static Reply reply(Caller caller, Contact contact) {
    return Reply.of("contact", ContactFields.json(caller.tenant().key(), contact));
  }

  private static RefusedException notFound(String key) {
    // What is no key of ours is not repeated: a hostile app could take the echo for somebody's data.
    return new RefusedException(
        KEY.matcher(key).matches() ? "Contact with key '%s' not found.".formatted(key) : "Contact not found.");
  }

  private static String key(Fields arguments) {
    if (arguments.value("key") instanceof String key) {
      return key;
    }
    throw new RefusedException("'key' needs to be specified and be a unicode string");
  }

  private static Map<String, @Nullable Object> contact(Fields arguments) {
    if (arguments.value("contact") instanceof Map<?, ?>) {
      return arguments.object("contact");
    }
    throw new RefusedException("'contact' needs to be specified and be a dict of field name-value pairs");
  }

  private static Map<String, @Nullable Object> fields(Fields arguments) {
    if (arguments.value("fields") instanceof Map<?, ?>) {
      return arguments.object("fields");
    }
    throw new RefusedException("'fields' needs to be specified and be a dict of field name-values pairs");
  }

  /** Names are text in JSON anyway. */
  private static Map<String, String> texts(Map<String, @Nullable Object> fields) {
    Map<String, String> texts = new LinkedHashMap<>();
    fields.forEach((name, value) -> {
      if (!(value instanceof String text)) {
        throw new RefusedException("All field values need to be unicode");
      }
      texts.put(name, text);
    });
    return texts;
  }

  private static Map<String, String> merged(Map<String, String> present, Map<String, String> given) {
    Map<String, String> merged = new LinkedHashMap<>(present);
    merged.putAll(given);
    return merged;
  }

  private static int limit(@Nullable Object value) {
    if (value == null) {
      return Integer.MAX_VALUE;
    }
    if (value instanceof Integer limit && limit >= 0) {
      return limit;
    }
    throw new RefusedException("Value for parameter 'max_keys' is invalid");
  }
}
