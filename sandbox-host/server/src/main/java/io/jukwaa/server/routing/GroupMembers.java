package io.jukwaa.server.routing;

import io.jukwaa.message.InvalidFieldException;
import io.jukwaa.resources.LuceneQuery;
import io.jukwaa.resources.contacts.ContactFields;
import io.jukwaa.store.ContactStore;
import io.jukwaa.store.ContactStore.Condition;
import io.jukwaa.store.ContactStore.Contact;
import io.jukwaa.store.GroupStore;
import io.jukwaa.store.GroupStore.Group;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Groups as apps know them, with members of their own or whoever matches a query. Blocks where stores do. */
public record GroupMembers(ContactStore contacts, GroupStore groups) implements Walk.Members {
  private static final String MSISDN = "msisdn";

  @Override
  public boolean isIn(String tenant, String address, String group) {
    Contact contact = contact(tenant, address);
    return contact != null && Stream.concat(Stream.ofNullable(groups.find(tenant, group)),
        groups.findByName(tenant, group).stream()).anyMatch(found -> isIn(tenant, contact, found));
  }

  private boolean isIn(String tenant, Contact contact, Group group) {
    if (group.query() == null) {
      return contact.groups().contains(group.key());
    }
    try {
      List<Condition> query = new ArrayList<>(LuceneQuery.parse(Objects.requireNonNull(group.query()),
          ContactFields::isSearchable));
      query.add(new Condition("key", contact.key()));
      return !contacts.search(tenant, query, 1).isEmpty();
    } catch (InvalidFieldException _) { // an app may have stored any query; nobody matches what cannot be read
      return false;
    }
  }

  /** Contacts are stored with the plus or without, whatever the operator writes. */
  private @Nullable Contact contact(String tenant, String address) {
    return Words.spellings(address).map(spelling -> contacts.findBy(tenant, MSISDN, spelling))
        .filter(Objects::nonNull).findFirst().orElse(null);
  }
}
