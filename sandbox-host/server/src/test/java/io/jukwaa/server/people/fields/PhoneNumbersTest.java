package io.jukwaa.server.people.fields;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jukwaa.message.InvalidFieldException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneNumbersTest {
  private final PhoneNumbers kenya = new PhoneNumbers("KE");
  private final PhoneNumbers nowhere = new PhoneNumbers(null);

  @ParameterizedTest
  @CsvSource({"0711000001", "711000001", "+254711000001", "254711000001", "'+254 711-000 001'", "(0711) 000001",
      "'  0711000001 '", "0711000001.0", "00254711000001"})
  void readsANumberOfItsCountryHoweverItIsWritten(String text) {
    assertThat(kenya.e164("phone", text)).isEqualTo("+254711000001");
  }

  @ParameterizedTest
  @CsvSource({"+256772123456,+256772123456", "256772123456,+256772123456", "+27821234567,+27821234567"})
  void readsNumbersOfOthersWithTheirCode(String text, String number) {
    assertThat(kenya.e164("phone", text)).isEqualTo(number);
    assertThat(nowhere.e164("phone", text)).isEqualTo(number);
  }

  @ParameterizedTest
  @ValueSource(strings = {"071", "", "Ann", "0711000001 ext 5", "071100000123456", "1-800-FLOWERS", "+999123456789"})
  void refusesWhatIsNoNumber(String text) {
    assertThatThrownBy(() -> kenya.e164("phone", text)).isInstanceOf(InvalidFieldException.class)
        .hasMessageStartingWith("phone: " + text + " (expected: a phone number of KE, like 07")
        .hasMessageEndingWith("or one with its country code, like +254712123456)");
  }

  @Test
  void saysWhatASpreadsheetDid() {
    assertThatThrownBy(() -> kenya.e164("phone", "2.54711E+11")).hasMessageContaining("a spreadsheet has rounded it");
  }

  @Test
  void needsACodeWhereThereIsNoCountry() {
    assertThatThrownBy(() -> nowhere.e164("phone", "0711000001"))
        .hasMessageContaining("a phone number with its country code");
  }

  @Test
  void knowsHowOthersWriteIt() {
    assertThat(kenya.spellings("0711 000 001")).containsExactlyInAnyOrder("0711 000 001", "+254711000001",
        "254711000001", "0711000001");
    assertThat(kenya.spellings("+256772123456")).containsExactlyInAnyOrder("+256772123456", "256772123456");
    assertThat(kenya.spellings("@thandi")).containsExactly("@thandi");
  }

  @Test
  void knowsCountries() {
    assertThat(PhoneNumbers.isCountry("KE")).isTrue();
    assertThat(PhoneNumbers.isCountry("ke")).isFalse();
    assertThat(PhoneNumbers.isCountry("XX")).isFalse();
  }
}
