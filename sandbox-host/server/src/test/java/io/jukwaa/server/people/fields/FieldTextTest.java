package io.jukwaa.server.people.fields;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jukwaa.message.InvalidFieldException;
import io.jukwaa.resource.ContactSchema;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldTextTest {
  private static final List<String> REGIONS = List.of("Coast", "Rift Valley");

  @ParameterizedTest
  @CsvSource({"TEXT,' Ann ',Ann", "NUMBER,012,12", "NUMBER,+3,3", "NUMBER,'-1,5',-1.5", "NUMBER,2.50,2.50",
      "NUMBER,0,0",
      "DATE,1980-2-9,1980-02-09", "DATE,1980-12-31 00:00:00,1980-12-31", "DATE,31/12/1980,1980-12-31",
      "DATE,9.2.1980,1980-02-09", "CHOICE,rift valley,Rift Valley", "YES_NO,OUI,yes", "YES_NO,hapana,no",
      "YES_NO,Não,no", "YES_NO,1,yes"})
  void keepsOneTextForAValue(ContactSchema.Type type, String cell, String kept) {
    ContactSchema.Field field = field(type);
    assertThat(FieldText.of(field, "c", cell)).isEqualTo(kept);
    assertThat(FieldText.of(field, "c", kept)).as("what is kept is read as itself").isEqualTo(kept);
  }

  @ParameterizedTest
  @CsvSource({"NUMBER,twelve", "NUMBER,'1,234'", "NUMBER,1e5", "DATE,12/31/1980", "DATE,1980-02-30", "DATE,31/12/80",
      "CHOICE,Nairobi", "YES_NO,maybe"})
  void refusesOtherThings(ContactSchema.Type type, String cell) {
    assertThatThrownBy(() -> FieldText.of(field(type), "c", cell)).isInstanceOf(InvalidFieldException.class)
        .hasMessageStartingWith("c: " + cell + " (expected: ");
  }

  @Test
  void writesABirthdayAsAppsKnowIt() {
    assertThat(FieldText.birthday("c", "31/12/1980")).isEqualTo("1980-12-31 00:00:00.000000");
    assertThat(FieldText.birthday("c", "1980-12-31 00:00:00.000000")).isEqualTo("1980-12-31 00:00:00.000000");
  }

  private static ContactSchema.Field field(ContactSchema.Type type) {
    return new ContactSchema.Field(type, type == ContactSchema.Type.CHOICE ? REGIONS : List.of());
  }
}
