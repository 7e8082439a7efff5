package io.jukwaa.server.people;

import io.jukwaa.message.Stamp;
import io.jukwaa.server.Stores;
import java.util.function.Supplier;

/** The services of this package on the stores of one installation. Thread-safe. */
public record People(ContactImport imports, ContactExport exports) {
  /** @param stamps keys and times of what comes to be */
  public static People on(Stores stores, Supplier<Stamp> stamps) {
    Stores.People people = stores.people();
    return new People(
        new ContactImport(
            new ContactImport.Stored(people.contacts(), people.groups(), null, stores.durability()), stamps),
        new ContactExport(people.contacts(), people.groups()));
  }
}
