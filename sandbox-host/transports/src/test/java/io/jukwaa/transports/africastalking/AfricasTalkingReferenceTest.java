package io.jukwaa.transports.africastalking;

import io.jukwaa.transports.ReferencePage;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * To write the tables anew: {@code ./mvnw -pl sandbox-host/transports -am test -Dtest=AfricasTalkingReferenceTest
 * -Dsurefire.failIfNoSpecifiedTests=false -Dpages.write=true}.
 */
class AfricasTalkingReferenceTest {
  private static final ReferencePage PAGE = ReferencePage.of("sending.md", AfricasTalkingReferenceTest.class);

  @Test
  void listsEveryCode() {
    PAGE.holds("codes", Arrays.stream(RecipientStatus.values()).map(status -> ReferencePage.row(List.of(status.code(),
        '`' + status.word() + '`', status.outcome().name().toLowerCase(Locale.ROOT)))).toList());
  }

  @Test
  void listsEveryStatus() {
    PAGE.holds("statuses", DeliveryReport.STATUSES.entrySet().stream().sorted(Map.Entry.comparingByKey())
        .map(each -> ReferencePage.row(List.of('`' + each.getKey() + '`', '`' + each.getValue().wire() + '`')))
        .toList());
  }
}
