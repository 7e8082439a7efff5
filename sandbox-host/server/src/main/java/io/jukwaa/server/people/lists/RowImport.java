package io.jukwaa.server.people.lists;

import io.jukwaa.message.Stamp;
import io.jukwaa.server.people.lists.ImportReport.Outcome;
import io.jukwaa.server.people.privacy.Consents;
import io.jukwaa.store.ConsentStore;
import io.jukwaa.store.ContactStore;
import io.jukwaa.store.ContactStore.Contact;
import io.jukwaa.store.StoreException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One line of a file on its way into a tenant's contacts. If a store does not answer it is taken again, and comes to the same
 * as if it had, but for a group's number of members on Cassandra, which may be too low by one: of a hundred thousand lines a few meet
 * a store at a bad moment. One thread.
 */
final class RowImport {
  /** With their pauses a quarter of a minute, beside what the stores themselves wait for an answer. */
  private static final int TRIES = 7;

  private final Target target;
  private final ContactRow row;
  /** What is stored if there is nobody; the same in each try, which thereby finds what an earlier one stored. */
  private final Contact fresh;
  /** Looked for once: what a try stores is not what was there before. */
  private boolean looked;
  /** Whom the line is about; null if there is nobody, as far as is known. */
  private @Nullable Contact before;

  /**
   * Where the lines of a file go.
   *
   * @param evidence of consent: the file's name
   * @param pause before the second try, twice as long before the third, and so on
   * @param over why no line is tried any more; null as long as each may be
   */
  record Target(String tenant, ContactImport.Stored stored, ImportOptions options, String evidence, Duration pause,
      AtomicReference<@Nullable StoreException> over) {
    ContactStore contacts() {
      return stored.contacts();
    }
  }

  /** @param stamp of the contact, if there is none yet */
  RowImport(Target target, ContactRow row, Stamp stamp) {
    this.target = target;
    this.row = row;
    fresh = row.contact(stamp.id(), stamp.time());
  }

  /**
   * Once a line was tried in vain no other is tried again, so that all end together.
   *
   * @throws StoreException of the last try of this line or another; the line may be stored, and is found if it is taken anew
   */
  Outcome take() throws InterruptedException {
    Duration pause = target.pause();
    for (int tried = 1;; tried++) {
      StoreException over = target.over().get();
      if (over != null) {
        throw over;
      }
      try {
        return attempt();
      } catch (StoreException e) {
        if (tried == TRIES) {
          target.over().set(e);
          throw e;
        }
      }
      TimeUnit.NANOSECONDS.sleep(pause.toNanos());
      pause = pause.multipliedBy(2);
    }
  }

  private Outcome attempt() {
    if (!looked) {
      before = find();
      looked = true;
    }
    Outcome outcome = before == null ? create() : change(before);
    if (target.options().consent() && !target.options().isTrial() && hasNumber()) {
      target.stored().consents().recordIfUnknown(target.tenant(), new Consents.Said(String.valueOf(row.number()),
          ConsentStore.EVERY_CHANNEL, ConsentStore.State.GIVEN, ConsentStore.Source.IMPORT, target.evidence()));
    }
    return outcome;
  }

  /** Null also if creating will find it: a search more for each line would be half of an import's work. */
  private @Nullable Contact find() {
    Contact byKey = row.key() == null ? null : target.contacts().find(target.tenant(), row.key());
    return byKey == null && hasNumber() && target.options().isTrial()
        ? target.contacts().findBy(target.tenant(), "msisdn", String.valueOf(row.number()))
        : byKey;
  }

  private Outcome create() {
    if (target.options().isTrial()) {
      return Outcome.CREATED;
    }
    if (!hasNumber()) {
      target.contacts().save(target.tenant(), fresh);
      return Outcome.CREATED;
    }
    Contact now = target.contacts().findOrSave(target.tenant(), "msisdn", String.valueOf(row.number()), fresh);
    if (now.key().equals(fresh.key())) {
      return Outcome.CREATED;
    }
    before = now;
    return change(now);
  }

  private Outcome change(Contact found) {
    MergeMode mode = target.options().mode();
    if (mode.merged(found, row).equals(found)) {
      return Outcome.UNCHANGED;
    }
    if (target.options().isTrial()) {
      return Outcome.CHANGED;
    }
    Contact after = target.contacts().update(target.tenant(), found.key(), now -> mode.merged(now, row));
    return after == null ? create() : Outcome.CHANGED;
  }

  private boolean hasNumber() {
    String number = row.number();
    return number != null && !number.equals(RowReader.NO_NUMBER);
  }
}
