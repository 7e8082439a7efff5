package io.jukwaa.server.people.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jukwaa.message.Channel;
import io.jukwaa.message.InvalidFieldException;
import io.jukwaa.message.SessionEvent;
import io.jukwaa.message.UserMessage;
import io.jukwaa.resource.App;
import io.jukwaa.server.Stores;
import io.jukwaa.server.people.PeopleFixture;
import io.jukwaa.server.people.lists.MergeMode;
import io.jukwaa.store.AppLog;
import io.jukwaa.store.ConsentStore.Source;
import io.jukwaa.store.ConsentStore.State;
import io.jukwaa.store.DeletionStore.Deletion;
import io.jukwaa.store.MessageLog.Direction;
import io.jukwaa.store.MessageLog.Origin;
import io.jukwaa.store.OptOutStore.OptOut;
import io.jukwaa.store.Outbox.Entry;
import io.jukwaa.store.Outbox.Priority;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PersonDeletionTest {
  private static final String NUMBER = "+254711987654";
  private static final String BARE = "254711987654";
  private static final String OTHER = "+254711000002";
  private static final String SECRET = "xylophonist";
  private static final App APP = new App("clinic", "acme", "app.js", "", App.STANDARD_MODULES, Map.of(), Set.of(),
      false,
      Set.of());
  private static final PersonDeletion.Wish WISH = new PersonDeletion.Wish("0711 987 654", "Ann, call centre",
      "asked on the phone");

  @TempDir
  private Path folder;
  private PeopleFixture here;

  @BeforeEach
  void fill() {
    here = new PeopleFixture(folder);
    Stores stores = here.stores;
    stores.deployments().save(APP);
    stores.deployments().save(new Channel("sms", "acme", "clinic", "loopback", Map.of(), Channel.DEFAULT_APOLOGY));
    here.run(MergeMode.UPDATE, "phone,name,note\n0711987654," + SECRET + "," + SECRET + "\n" + OTHER + ",Ben,\n");
    here.run(MergeMode.UPDATE, "phone,note\n0711987654,changed since\n"); // what it was before must go too
    for (String address : List.of(NUMBER, BARE, OTHER)) {
      say(address);
      stores.records().put("acme", "users.clinic." + address, "{\"said\": \"" + told(address) + "\"}", null, 100);
      stores.reports().log().append(APP, AppLog.INFO, "Loaded user: {\"addr\": \"" + address + "\"}");
    }
    stores.records().put("acme", "visits." + NUMBER + "1", "1", null, 100);
    here.people.consents().record("acme", new Consents.Said(NUMBER, "sms", State.GIVEN, Source.KEYWORD, "m"));
    stores.people().optOuts().save("acme", new OptOut("msisdn", NUMBER, "m", PeopleFixture.NOW));
  }

  @AfterEach
  void close() {
    here.close();
  }

  @Test
  void leavesNeitherAddressNorTextBehind() throws Exception {
    here.stores.records().delete("acme", "visits." + NUMBER + "1");
    assertThat(found("711987654")).isNotEmpty();
    assertThat(found(SECRET)).isNotEmpty();
    here.people.deletions().delete(PeopleFixture.TENANT, WISH);
    assertThat(found("711987654")).isEmpty();
    assertThat(found(SECRET)).isEmpty();
    assertThat(found("I am Ben")).isNotEmpty();
  }

  @Test
  void keepsTheFiguresAndOtherPeople() {
    Deletion done = here.people.deletions().delete(PeopleFixture.TENANT, WISH);
    assertThat(done.counts()).isEqualTo(Map.of("contacts", 1L, "messages received", 2L, "messages sent", 2L,
        "messages that waited", 2L, "records", 2L, "lines of app logs", 2L, "consents", 1L, "opt-outs kept as a hash",
        1L));
    assertThat(here.contacts()).extracting(contact -> contact.fields().get("msisdn")).containsExactly(OTHER);
    assertThat(here.stores.conversations().messages().count(APP, Direction.INBOUND)).isEqualTo(3);
    assertThat(here.stores.conversations().messages().countUsers(APP, Direction.OUTBOUND)).isGreaterThan(1);
    assertThat(here.stores.conversations().messages().latestWith(APP, Direction.INBOUND, OTHER, 10)).hasSize(1);
    assertThat(here.stores.conversations().outbox().backlog("sms").waiting()).isEqualTo(1);
    assertThat(here.stores.records().list("acme", 10)).containsOnlyKeys("users.clinic." + OTHER,
        "visits." + NUMBER + "1");
    assertThat(here.stores.reports().log().tail(APP, 10)).hasSize(1);
    assertThat(here.people.deletions().delete(PeopleFixture.TENANT, WISH).counts().values()).containsOnly(0L);
  }

  @Test
  void looksWithoutDeleting() {
    assertThat(here.people.deletions().look(PeopleFixture.TENANT, BARE)).containsEntry("contacts", 1L)
        .containsEntry("messages received", 2L).containsEntry("records", 2L).containsEntry("lines of app logs", 2L)
        .containsEntry("opt-outs kept as a hash", 1L);
    assertThat(here.contacts()).hasSize(2);
  }

  @Test
  void writesDownThatItWasDoneAndNotOfWhom() {
    here.people.deletions().delete(PeopleFixture.TENANT,
        new PersonDeletion.Wish(NUMBER, "Ann", "wrote from " + NUMBER));
    Deletion first = here.stores.people().deletions().list("acme", 10).getFirst();
    assertThat(first.by()).isEqualTo("Ann");
    assertThat(first.reason()).isEqualTo("(it held the address)");
    assertThat(first.person()).isEqualTo(here.pseudonyms.of("acme", BARE)).startsWith("deleted:")
        .isNotEqualTo(here.pseudonyms.of("other", BARE)).isNotEqualTo(here.pseudonyms.of("acme", OTHER));
    assertThat(here.stores.people().consents().history("acme", first.person())).hasSize(1);
  }

  @Test
  void remembersTheOptOutUntilThePersonTakesItBack() {
    here.people.deletions().delete(PeopleFixture.TENANT, WISH);
    for (String spelling : List.of(NUMBER, BARE)) {
      assertThat(here.stores.people().optOuts().find("acme", "msisdn", spelling))
          .isEqualTo(new OptOut("msisdn", spelling, "m", PeopleFixture.NOW));
    }
    assertThat(here.stores.people().optOuts().find("acme", "msisdn", OTHER)).isNull();
    assertThat(here.stores.people().optOuts().count("acme")).isEqualTo(1);
    here.stores.people().optOuts().remove("acme", "msisdn", BARE);
    assertThat(here.stores.people().optOuts().find("acme", "msisdn", NUMBER)).isNull();
    assertThat(here.stores.people().optOuts().count("acme")).isZero();
  }

  /** What was said of consent, and the proof, however the number is written. */
  @Test
  void showsAPerson() {
    Map<String, ?> shown = here.people.records().of(PeopleFixture.TENANT, "0711 987 654");
    assertThat(shown.get("contacts")).asInstanceOf(InstanceOfAssertFactories.list(Map.class)).singleElement()
        .satisfies(contact -> assertThat(contact.get("fields"))
            .isEqualTo(Map.of("msisdn", NUMBER, "name", SECRET)));
    assertThat(shown.get("opt_outs")).isEqualTo(List.of(Map.of("address_type", "msisdn", "address", NUMBER,
        "message_id", "m", "created_at", "2026-03-04 05:06:07.000000")));
    assertThat(shown.get("consents")).isEqualTo(List.of(Map.of("address", NUMBER, "channel", "sms", "state", "given",
        "source", "keyword", "time", "2026-03-04 05:06:07.000000", "evidence", "m")));
  }

  @Test
  void wantsToKnowWhoAsked() {
    assertThatThrownBy(() -> new PersonDeletion.Wish(NUMBER, " ", "x")).isInstanceOf(InvalidFieldException.class)
        .hasMessage("--by: empty (expected: some words for the record)");
  }

  private void say(String address) {
    UserMessage said = UserMessage
        .of(Map.of("from_addr", address, "to_addr", "22100", "content", "I am " + told(address),
            "transport_metadata", Map.of("phone", address)), here.stamp());
    here.stores.conversations().messages().appendInbound(APP, "sms", said);
    UserMessage reply = said.reply("Hello " + told(address), SessionEvent.NONE,
        here.stamp());
    here.stores.conversations().messages().appendOutbound(APP, "sms", new Origin(said.messageId(), 0), reply);
    here.stores.conversations().outbox().put(
        new Entry("sms", "clinic", reply, Priority.REPLY, PeopleFixture.NOW.plus(Duration.ofDays(1))),
        PeopleFixture.NOW);
  }

  private static String told(String address) {
    return address.equals(OTHER) ? "Ben" : SECRET;
  }

  /** The files of the data folder that have the text in them. */
  private List<Path> found(String text) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("data"))) {
      return files.filter(file -> contains(file, text)).toList();
    }
  }

  private static boolean contains(Path file, String text) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
