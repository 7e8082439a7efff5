package io.jukwaa.transports.sms;

import io.jukwaa.transports.ReferencePage;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * To write the table anew: {@code ./mvnw -pl sandbox-host/transports -am test -Dtest=SmsReferenceTest
 * -Dsurefire.failIfNoSpecifiedTests=false -Dpages.write=true}.
 */
class SmsReferenceTest {
  private static final ReferencePage PAGE = ReferencePage.of("sending.md", SmsReferenceTest.class);

  @Test
  void describesEveryMap() {
    PAGE.holds("maps", SmsMaps.NAMES.stream().map(name -> row(name, SmsMaps.settings(name))).toList());
  }

  private static String row(String name, Map<String, String> map) {
    return ReferencePage.row(List.of('`' + name + '`',
        code(map, "request", "field-id", "field-from", "field-to", "field-text", "field-coding", "field-hex"),
        code(map, "receipt-request", "receipt-id", "receipt-status"), code(map, "send-as", "send"),
        code(map, "accepted").replace("|", "\\|")));
  }

  private static String code(Map<String, String> map, String... names) {
    return Stream.of(names).map(map::get).filter(Objects::nonNull).map(value -> '`' + value + '`')
        .collect(Collectors.joining(" "));
  }
}
