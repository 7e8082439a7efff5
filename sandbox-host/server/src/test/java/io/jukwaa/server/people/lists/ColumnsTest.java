package io.jukwaa.server.people.lists;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jukwaa.message.InvalidFieldException;
import io.jukwaa.resource.ContactSchema;
import io.jukwaa.server.people.PeopleFixture;
import io.jukwaa.server.people.csv.CsvFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnsTest {
  private static final ContactSchema SCHEMA = PeopleFixture.TENANT.contacts();

  @TempDir
  private Path folder;

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"Phone Number,First name,Surname,E-mail|msisdn,name,surname,email_address",
      "Téléphone,Nom,Prénom,Date de naissance|msisdn,surname,name,dob", "Nom,Numéro|name,msisdn",
      "Nome,Apelido,Telemóvel,Grupos|name,surname,msisdn,groups",
      "Jina,Namba ya simu,Jina la ukoo|name,msisdn,surname", "msisdn,extras-age,REGION|msisdn,extras-age,extras-region",
      "Phone,Village|msisdn,skip", "Mobile,Phone|msisdn,skip", "phone,jukwaa line,jukwaa reason|msisdn,skip,skip"})
  void guessesByNames(String header, String targets) throws Exception {
    assertThat(targets(header + "\n" + "x,".repeat(header.split(",", -1).length - 1) + "x\n", Map.of()))
        .containsExactly(targets.split(",", -1));
  }

  @Test
  void guessesByValuesWhereNoHeaderSaysIt() throws Exception {
    Columns columns = columns("7,Ann,0711000001,a@x.org,coast\n8,Ben,0711000002,b@x.org,Nairobi\n", Map.of());
    assertThat(columns.hasHeader()).isFalse();
    assertThat(columns.all()).extracting(Columns.Column::target).containsExactly("skip", "name", "msisdn",
        "email_address", "extras-region");
    assertThat(columns.all()).extracting(Columns.Column::name).startsWith("column 1");
  }

  @Test
  void guessesByValuesBelowAHeaderThatSaysNothing() throws Exception {
    assertThat(targets("A,B\nAnn,0711000001\nBen,0711000002\n", Map.of())).containsExactly("skip", "msisdn");
  }

  @Test
  void followsWhatIsSaidByNameOrNumber() throws Exception {
    assertThat(targets("A,Phone,C\nx,1,2\n", Map.of("A", "note", "3", "msisdn", "Phone", "skip")))
        .containsExactly("extras-note", "skip", "msisdn");
  }

  @Test
  void keepsEveryNamedColumnWithoutASchema() throws Exception {
    CsvFile file = file("Phone,Village\n+254711000001,Kilifi\n");
    assertThat(Columns.of(file, ContactSchema.NONE, Map.of()).all()).extracting(Columns.Column::target)
        .containsExactly("msisdn", "extras-Village");
  }

  @Test
  void refusesWhatMakesNoSense() {
    refuses("A,B\nx,y\n", Map.of(), "columns: A, B (expected: one with phone numbers; say which with --columns"
        + " NAME=msisdn)");
    refuses("A,Phone\nx,y\n", Map.of("D", "name"), "--columns: D (expected: one of A, Phone, or its number)");
    refuses("A,Phone\nx,y\n", Map.of("A", "shoe"), "--columns A: shoe (expected: skip, key,");
    refuses("A,Phone\nx,y\n", Map.of("A", "name", "Phone", "name"), "column Phone: name (expected: a place where no"
        + " other column goes");
  }

  private void refuses(String text, Map<String, String> said, String message) {
    assertThatThrownBy(() -> columns(text, said)).isInstanceOf(InvalidFieldException.class)
        .hasMessageStartingWith(message);
  }

  private List<String> targets(String text, Map<String, String> said) throws IOException {
    return columns(text, said).all().stream().map(Columns.Column::target).toList();
  }

  private Columns columns(String text, Map<String, String> said) throws IOException {
    return Columns.of(file(text), SCHEMA, said);
  }

  private CsvFile file(String text) throws IOException {
    return CsvFile.of(Files.writeString(folder.resolve("file"), text), "file");
  }
}
