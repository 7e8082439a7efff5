package io.jukwaa.server.people.privacy;

import io.jukwaa.message.InvalidFieldException;
import io.jukwaa.message.Timestamps;
import io.jukwaa.resource.Tenant;
import io.jukwaa.server.Stores;
import io.jukwaa.store.ConsentStore.Consent;
import io.jukwaa.store.ContactStore.Contact;
import io.jukwaa.store.GroupStore.Group;
import io.jukwaa.store.OptOutStore.OptOut;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a tenant has of one person, as JSON: the contacts, the opt-outs and all that was said of consent, with its evidence.
 * What was written to and fro is not part of it. Blocks.
 */
public record PersonRecord(Stores stores) {
  /**
   * {@code {contacts: [{key, created_at, fields, extra, subscription, groups}], opt_outs: [{address_type, address,
   * message_id, created_at}], consents: [{address, channel, state, source, time, evidence}]}}, the oldest first.
   *
   * @param address a phone number, however it is written, or another address of a contact
   * @throws InvalidFieldException if there is no address
   */
  public Map<String, @Nullable Object> of(Tenant tenant, String address) {
    if (address.isBlank()) {
      throw new InvalidFieldException("--address", address, "a phone number or another address");
    }
    Person person = Person.find(stores, tenant, address);
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    all.put("contacts", person.contacts().stream().map(contact -> json(tenant, contact)).toList());
    all.put("opt_outs", person.spellings().stream()
        .flatMap(spelling -> Person.ADDRESSES.stream()
            .map(type -> stores.people().optOuts().find(tenant.key(), type, spelling)))
        .filter(Objects::nonNull).map(PersonRecord::json).toList());
    all.put("consents", person.spellings().stream()
        .flatMap(spelling -> stores.people().consents().history(tenant.key(), spelling).stream())
        .sorted(Comparator.comparing(Consent::time)).map(PersonRecord::json).toList());
    return all;
  }

  private Map<String, Object> json(Tenant tenant, Contact contact) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("key", contact.key());
    json.put("created_at", Timestamps.text(contact.createdAt()));
    json.put("fields", new TreeMap<>(contact.fields()));
    json.put("extra", new TreeMap<>(contact.extra()));
    json.put("subscription", new TreeMap<>(contact.subscription()));
    json.put("groups", contact.groups().stream().map(key -> name(tenant, key)).sorted().toList());
    return json;
  }

  private String name(Tenant tenant, String key) {
    Group group = stores.people().groups().find(tenant.key(), key);
    return group == null ? key : group.name();
  }

  private static Map<String, Object> json(OptOut optOut) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("address_type", optOut.addressType());
    json.put("address", optOut.address());
    json.put("message_id", optOut.messageId());
    json.put("created_at", Timestamps.text(optOut.createdAt()));
    return json;
  }

  private static Map<String, @Nullable Object> json(Consent consent) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("address", consent.address());
    json.put("channel", consent.channel());
    json.put("state", consent.state().name().toLowerCase(Locale.ROOT));
    json.put("source", consent.source().name().toLowerCase(Locale.ROOT));
    json.put("time", Timestamps.text(consent.time()));
    json.put("evidence", consent.evidence());
    return json;
  }
}
