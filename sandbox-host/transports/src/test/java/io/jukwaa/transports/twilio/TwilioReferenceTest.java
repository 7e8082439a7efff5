package io.jukwaa.transports.twilio;

import io.jukwaa.transports.ReferencePage;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * To write the tables anew: {@code ./mvnw -pl sandbox-host/transports -am test -Dtest=TwilioReferenceTest
 * -Dsurefire.failIfNoSpecifiedTests=false -Dpages.write=true}.
 */
class TwilioReferenceTest {
  private static final ReferencePage PAGE = ReferencePage.of("sending.md", TwilioReferenceTest.class);

  @Test
  void listsEveryCode() {
    PAGE.holds("codes", Arrays.stream(ErrorCode.values()).map(code -> ReferencePage.row(
        List.of("" + code.number(), code.meaning(), code.isBlock() ? "blocked" : "unavailable"))).toList());
  }

  @Test
  void listsEveryStatus() {
    PAGE.holds("statuses", StatusCallback.STATUSES.entrySet().stream().sorted(Map.Entry.comparingByKey())
        .map(each -> ReferencePage.row(List.of('`' + each.getKey() + '`', '`' + each.getValue().wire() + '`')))
        .toList());
  }
}
