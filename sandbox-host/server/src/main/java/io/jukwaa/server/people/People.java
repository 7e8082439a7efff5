package io.jukwaa.server.people;

import io.jukwaa.message.Stamp;
import io.jukwaa.server.Stores;
import io.jukwaa.server.people.lists.ContactExport;
import io.jukwaa.server.people.lists.ContactImport;
import io.jukwaa.server.people.privacy.Consents;
import io.jukwaa.server.people.privacy.PersonDeletion;
import io.jukwaa.server.people.privacy.PersonRecord;
import io.jukwaa.server.people.privacy.Pseudonyms;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;

/** The services of this package on the stores of one installation. Thread-safe. */
public record People(ContactImport imports, ContactExport exports, ContactGroups groups, PersonRecord records,
    PersonDeletion deletions, Consents consents) {
  private static final Duration PAUSE = Duration.ofMillis(250);

  /**
   * @param pseudonyms what stands for deleted people
   * @param stamps keys and times of what comes to be
   */
  public static People on(Stores stores, Pseudonyms pseudonyms, Supplier<Stamp> stamps, InstantSource clock) {
    Stores.People people = stores.people();
    Consents consents = new Consents(people.consents(), clock);
    return new People(
        new ContactImport(
            new ContactImport.Stored(people.contacts(), people.groups(), consents, stores.durability()), stamps,
            PAUSE),
        new ContactExport(people.contacts(), people.groups()),
        new ContactGroups(people.contacts(), people.groups(), stamps), new PersonRecord(stores),
        new PersonDeletion(stores, pseudonyms, stamps), consents);
  }
}
