package io.jukwaa.server.people.privacy;

import io.jukwaa.resource.Tenant;
import io.jukwaa.server.Stores;
import io.jukwaa.server.people.fields.PhoneNumbers;
import io.jukwaa.store.ContactStore.Condition;
import io.jukwaa.store.ContactStore.Contact;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Whom an address of a tenant means.
 *
 * @param spellings in which apps and operators may have written the address
 * @param contacts that have it
 * @param mentioned whether a text has the address in it, as a word of its own
 */
record Person(List<String> spellings, List<Contact> contacts, Predicate<String> mentioned) {
  /** Fields of a contact that hold an address, which are types of addresses too. */
  static final List<String> ADDRESSES = List.of("msisdn", "gtalk_id", "mxit_id", "wechat_id", "twitter_handle",
      "facebook_id", "bbm_pin", "email_address");

  /** Blocks. */
  static Person find(Stores stores, Tenant tenant, String address) {
    Set<String> spellings = new PhoneNumbers(tenant.contacts().country()).spellings(address);
    List<Contact> contacts = new ArrayList<>();
    for (String field : ADDRESSES) {
      for (String spelling : spellings) {
        Condition condition = new Condition(field, spelling.replace("*", ""));
        stores.people().contacts().each(tenant.key(), List.of(condition), contact -> {
          if (spelling.equals(contact.fields().get(field))) {
            contacts.add(contact);
          }
          return true;
        });
      }
    }
    String any = spellings.stream().map(Pattern::quote).collect(Collectors.joining("|"));
    return new Person(List.copyOf(spellings), contacts.stream().distinct().toList(),
        Pattern.compile("(?<![\\p{L}\\p{Nd}])(" + any + ")(?![\\p{L}\\p{Nd}])").asPredicate());
  }

  /** The spelling that stands for all of them: E.164 of a number. */
  String name() {
    return spellings.stream().filter(spelling -> spelling.startsWith("+")).findFirst().orElse(spellings.getFirst());
  }

  /** What is written down must not name the person again. */
  String without(String text) {
    return mentioned.test(text) ? "(it held the address)" : text;
  }
}
