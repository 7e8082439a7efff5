package io.jukwaa.transports.madapi;

import io.jukwaa.transports.ReferencePage;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/**
 * To write the table anew: {@code ./mvnw -pl sandbox-host/transports -am test -Dtest=MadapiReferenceTest
 * -Dsurefire.failIfNoSpecifiedTests=false -Dpages.write=true}.
 */
class MadapiReferenceTest {
  @Test
  void listsEveryCode() {
    ReferencePage.of("sending.md", MadapiReferenceTest.class).holds("codes", Arrays.stream(StatusCode.values())
        .map(code -> ReferencePage.row(List.of(code.range(), code.meaning(), code.outcome().name().toLowerCase(
            Locale.ROOT))))
        .toList());
  }
}
