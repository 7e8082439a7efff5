package io.jukwaa.server.people.lists;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jukwaa.message.InvalidFieldException;
import io.jukwaa.server.people.PeopleFixture;
import io.jukwaa.server.people.PeopleFixture.Imported;
import io.jukwaa.server.people.privacy.Consents;
import io.jukwaa.store.ConsentStore.Consent;
import io.jukwaa.store.ConsentStore.Source;
import io.jukwaa.store.ConsentStore.State;
import io.jukwaa.store.ContactStore;
import io.jukwaa.store.ContactStore.Contact;
import io.jukwaa.store.GroupStore.Group;
import io.jukwaa.store.StoreException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContactImportTest {
  private static final String HEADER = "phone,name,age,region,since,agreed\n";
  private static final String ANN = "+254711000001";

  @TempDir
  private Path folder;
  private PeopleFixture here;

  @BeforeEach
  void open() {
    here = new PeopleFixture(folder);
  }

  @AfterEach
  void close() {
    here.close();
  }

  @Test
  void storesPeopleAsAppsSeeThem() {
    Imported done = here.run(MergeMode.UPDATE, HEADER + "0711000001, Ann ,042,coast,31/12/2020,Oui\n");
    assertThat(done.report()).isEqualTo(new ImportReport(1, 1, 0, 0, 0, null));
    Contact ann = ann();
    assertThat(ann.fields()).isEqualTo(Map.of("msisdn", ANN, "name", "Ann"));
    assertThat(ann.extra())
        .isEqualTo(Map.of("age", "42", "region", "Coast", "since", "2020-12-31", "agreed", "yes"));
  }

  @Test
  void changesNothingTheSecondTime() {
    String text = HEADER + "0711000001,Ann,42,Coast,,\n0711000002,Ben,,,,no\n254711000001,Anna,,,,\n";
    assertThat(here.run(MergeMode.UPDATE, text).report()).isEqualTo(new ImportReport(3, 2, 0, 0, 1, null));
    List<Contact> before = here.contacts();
    Imported again = here.run(MergeMode.UPDATE, text);
    assertThat(again.report()).isEqualTo(new ImportReport(3, 0, 0, 2, 1, null));
    assertThat(again.refused()).extracting(ImportListener.Refusal::reason)
        .containsExactly("msisdn: +254711000001 (expected: each once; it is in line 2 already)");
    assertThat(here.contacts()).isEqualTo(before);
  }

  @Test
  void doesWithThoseWhoAreThereAsTheModeSays() {
    here.run(MergeMode.UPDATE, HEADER + "0711000001,Ann,42,,,\n");
    String text = HEADER + "0711000001,Anna,,Coast,,\n";
    assertThat(here.run(MergeMode.NEW, text).report().unchanged()).isEqualTo(1);
    assertThat(ann().extra()).isEqualTo(Map.of("age", "42"));
    assertThat(here.run(MergeMode.FILL, text).report().changed()).isEqualTo(1);
    assertThat(ann().fields()).containsEntry("name", "Ann");
    assertThat(ann().extra()).isEqualTo(Map.of("age", "42", "region", "Coast"));
    assertThat(here.run(MergeMode.UPDATE, text).report().changed()).isEqualTo(1);
    assertThat(ann().fields()).containsEntry("name", "Anna");
    assertThat(ann().extra()).as("an empty cell empties nothing").containsEntry("age", "42");
  }

  @Test
  void namesAllThatIsWrongWithALineAndTakesTheOthers() {
    Imported done = here.run(MergeMode.UPDATE,
        HEADER + "071,Ann,many,Coast,,\n0711000002,Ben,,,,\n,Cid,,,,\n0711000004,,,,,,extra\n");
    assertThat(done.report()).isEqualTo(new ImportReport(4, 1, 0, 0, 3, null));
    assertThat(done.refused()).extracting(ImportListener.Refusal::line).containsExactly(2L, 4L, 5L);
    assertThat(done.refused().get(0).reason()).contains("phone: 071 (expected: a phone number of KE",
        "; age: many (expected: a number, like 12 or 12.5)");
    assertThat(done.refused().get(0).cells()).containsExactly("071", "Ann", "many", "Coast", "", "");
    assertThat(done.refused().get(1).reason()).isEqualTo("msisdn: missing (expected: a phone number)");
    assertThat(done.refused().get(2).reason()).startsWith("column 7: extra (expected: nothing");
  }

  @Test
  void givesTheRefusedLinesToBeMendedAndImportedAgain() throws Exception {
    String text = "phone,name\n071,\"Ann, N.\"\n0711000002,Ben\n";
    Path refused = folder.resolve("refused.csv");
    Columns columns = here.people.imports().preview(PeopleFixture.TENANT, here.file(text),
        new ImportOptions(MergeMode.UPDATE, Map.of(), null, false, true), 1).columns();
    try (ErrorFile errors = new ErrorFile(refused, columns)) {
      here.run(MergeMode.UPDATE, text).refused().forEach(errors::add);
    }
    String mended = Files.readString(refused);
    assertThat(mended).startsWith("phone,name,jukwaa line,jukwaa reason\r\n071,\"Ann, N.\",2,\"phone: 071 (expected:");
    assertThat(here.run(MergeMode.UPDATE, mended.replace("\r\n071,", "\r\n0711000001,")).report())
        .isEqualTo(new ImportReport(1, 1, 0, 0, 0, null));
    assertThat(ann().fields()).containsEntry("name", "Ann, N.");
    try (ErrorFile none = new ErrorFile(refused, columns)) {
      assertThat(none).isNotNull();
    }
    assertThat(refused).as("that of an earlier import misleads").doesNotExist();
  }

  @Test
  void putsPeopleIntoGroups() {
    Group coast = here.people.groups().add("acme", "Coast", null);
    Group nurses = here.people.groups().add("acme", "Nurses", null);
    here.people.groups().add("acme", "Old", "extras-age:7*");
    Imported done = here.run(new ImportOptions(MergeMode.UPDATE, Map.of(), "Nurses", false, false),
        "phone,groups\n0711000001, Coast ;\n0711000002,Nowhere\n0711000003,Old\n");
    assertThat(ann().groups()).isEqualTo(Set.of(coast.key(), nurses.key()));
    assertThat(done.refused()).extracting(ImportListener.Refusal::reason).containsExactly(
        "groups: Nowhere (expected: a group there is, see ./jukwaa groups list)",
        "groups: Old (expected: a group with members of its own, not one with a query)");
    assertThatThrownBy(() -> here.run(new ImportOptions(MergeMode.UPDATE, Map.of(), "None", false, false),
        "phone\n0711000005\n")).isInstanceOf(InvalidFieldException.class).hasMessageStartingWith("--group: None");
    assertThat(here.contacts()).hasSize(1);
  }

  @Test
  void storesNothingOnTrial() {
    here.run(MergeMode.UPDATE, "phone,name\n0711000001,Ann\n");
    List<Contact> before = here.contacts();
    Imported trial = here.run(new ImportOptions(MergeMode.UPDATE, Map.of(), null, true, true),
        "phone,name\n0711000001,Anna\n0711000002,Ben\n071,Cid\n");
    assertThat(trial.report()).isEqualTo(new ImportReport(3, 1, 1, 0, 1, null));
    assertThat(here.contacts()).isEqualTo(before);
    assertThat(here.people.consents().history("acme", "+254711000002")).isEmpty();
  }

  @Test
  void writesConsentDownUnlessSomethingIsKnown() {
    here.people.consents().record("acme",
        new Consents.Said("254711000002", "sms", State.WITHDRAWN, Source.KEYWORD, "m1"));
    ImportOptions options = new ImportOptions(MergeMode.UPDATE, Map.of(), null, true, false);
    for (int times = 0; times < 2; times++) {
      here.run(options, "phone\n0711000001\n");
      assertThat(here.people.consents().history("acme", ANN)).containsExactly(
          new Consent(ANN, "*", State.GIVEN, Source.IMPORT, PeopleFixture.NOW, "file.csv"));
    }
    here.run(options, "phone\n0711000002\n");
    assertThat(here.people.consents().current("acme", "+254711000002", "sms")).extracting(Consent::state)
        .as("a list does not undo what somebody said").isEqualTo(State.WITHDRAWN);
  }

  @Test
  void saysHowFarItIsAndEndsWhenItIsTold() {
    String text = "phone\n" + IntStream.range(0, 1_200).mapToObj(i -> String.format("07110%05d%n", i))
        .collect(Collectors.joining());
    ImportReport cut = here.people.imports().run(PeopleFixture.TENANT, here.file(text),
        new ImportOptions(MergeMode.UPDATE, Map.of(), null, false, false), new ImportListener() {
          private long lines;

          @Override
          public void at(long done) {
            lines = done;
          }

          @Override
          public void refused(Refusal refusal) {}

          @Override
          public boolean isStopped() {
            return lines >= 1_000;
          }
        });
    assertThat(cut).isEqualTo(new ImportReport(1_000, 1_000, 0, 0, 0, "told to stop"));
    assertThat(here.contacts()).hasSize(1_000);
    Imported rest = here.run(MergeMode.UPDATE, text);
    assertThat(rest.report()).isEqualTo(new ImportReport(1_200, 200, 0, 1_000, 0, null));
    assertThat(rest.progress()).containsExactly(500L, 1_000L, 1_200L);
  }

  @Test
  void bringsBackExactlyWhatItWrote() {
    Group group = here.people.groups().add("acme", "Coast", null);
    List<Contact> people = List.of(
        new Contact("%032x".formatted(0xa1), PeopleFixture.NOW.plusNanos(1_000),
            Map.of("msisdn", ANN, "name", "=cmd|' /C calc'!A0", "dob", "1980-12-31 00:00:00.000000"),
            Map.of("age", "-4.5", "note", "two\nlines, \"quoted\""), Map.of("news", "1"),
            Set.of(group.key(), "f".repeat(32))),
        new Contact("%032x".formatted(0xa2), PeopleFixture.NOW, Map.of("msisdn", "unknown", "twitter_handle", "@ben"),
            Map.of("old", "'+1"), Map.of(), Set.of()));
    people.forEach(contact -> here.stores.people().contacts().save("acme", contact));
    String text = here.exported();
    assertThat(text).contains("'=cmd|").contains("'@ben").contains("\r\n" + ANN + ",");
    assertThat(here.run(MergeMode.UPDATE, text).report()).isEqualTo(new ImportReport(2, 0, 0, 2, 0, null));
    people.forEach(contact -> here.stores.people().contacts().remove("acme", contact.key()));
    assertThat(here.run(MergeMode.UPDATE, text).report()).isEqualTo(new ImportReport(2, 2, 0, 0, 0, null));
    assertThat(here.contacts()).isEqualTo(people);
    assertThat(here.exported()).isEqualTo(text);
  }

  @Test
  void takesALineAgainWhoseStoreDidNotAnswerAndCountsWhatBecameOfIt() {
    here.run(MergeMode.UPDATE, "phone,name\n0711000001,Ann\n0711000002,Ben\n");
    String key = "%032x".formatted(0xa1);
    String file = "phone,name,key\n0711000001,Anna,\n0711000002,Ben,\n0711000003,Cid,\n0711000004,Dan," + key + "\n";
    AtomicInteger lost = new AtomicInteger();
    Set<String> asked = ConcurrentHashMap.newKeySet();
    ImportReport report = imported(file, call -> {
      // The line of each contact meets this twice at each thing it does: before it is done, and after.
      if (asked.add(call)) {
        lost.incrementAndGet();
        throw noAnswer();
      }
    });
    assertThat(report).isEqualTo(new ImportReport(4, 2, 1, 1, 0, null));
    assertThat(lost.get()).as("answers that were lost").isGreaterThan(8);
    assertThat(here.contacts()).extracting(contact -> contact.fields().get("name"))
        .containsExactlyInAnyOrder("Anna", "Ben", "Cid", "Dan");
    assertThat(here.stores.people().contacts().find("acme", key)).isNotNull();
  }

  @Test
  void endsWhenItsStoreAnswersNoMore() {
    String file = "phone,name\n0711000001,Ann\n0711000002,Ben\n";
    ImportReport report = imported(file, call -> {
      if (call.contains("254711000002")) {
        throw noAnswer();
      }
    });
    assertThat(report).isEqualTo(new ImportReport(1, 1, 0, 0, 0, "line 3: contacts: no answer (expected: one)"));
    assertThat(here.run(MergeMode.UPDATE, file).report()).isEqualTo(new ImportReport(2, 1, 0, 1, 0, null));
  }

  /** A wave of lines is under way when the store goes; the others do not wait a quarter of a minute each. */
  @Test
  void triesNoLineAgainOnceOneWasTriedInVain() {
    String file = "phone\n" + IntStream.range(0, 500).mapToObj(i -> String.format("07110%05d%n", i))
        .collect(Collectors.joining());
    AtomicInteger calls = new AtomicInteger();
    ImportReport report = imported(file, call -> {
      calls.incrementAndGet();
      throw noAnswer();
    });
    assertThat(report).isEqualTo(new ImportReport(0, 0, 0, 0, 0, "line 2: contacts: no answer (expected: one)"));
    assertThat(calls.get()).as("64 lines at once, each of them seven times at most").isBetween(7, 64 * 7);
  }

  /** @param watch told of each call to the contacts before and after it, as text; may throw */
  private ImportReport imported(String file, Consumer<String> watch) {
    ContactStore contacts = here.stores.people().contacts();
    ContactStore watched = (ContactStore) Proxy.newProxyInstance(getClass().getClassLoader(),
        new Class<?>[]{ContactStore.class}, (proxy, method, values) -> {
          String call = method.getName() + Stream.of(values).filter(String.class::isInstance).map(String.class::cast)
              .collect(Collectors.joining(" ", "(", ")"));
          watch.accept("before " + call);
          Object answer = method.invoke(contacts, values);
          watch.accept("after " + call);
          return answer;
        });
    return new ContactImport(new ContactImport.Stored(watched, here.stores.people().groups(), here.people.consents(),
        here.stores.durability()), here::stamp, Duration.ZERO).run(PeopleFixture.TENANT, here.file(file),
            new ImportOptions(MergeMode.UPDATE, Map.of(), null, false, false), new ImportListener() {
              @Override
              public void at(long lines) {}

              @Override
              public void refused(Refusal refusal) {}
            });
  }

  private static StoreException noAnswer() {
    return new StoreException("contacts: no answer (expected: one)", null);
  }

  private Contact ann() {
    return Objects.requireNonNull(here.contact(ANN));
  }
}
