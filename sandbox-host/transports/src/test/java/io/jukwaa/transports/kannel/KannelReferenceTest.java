package io.jukwaa.transports.kannel;

import io.jukwaa.transports.ReferencePage;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * To write the table anew: {@code ./mvnw -pl sandbox-host/transports -am test -Dtest=KannelReferenceTest
 * -Dsurefire.failIfNoSpecifiedTests=false -Dpages.write=true}.
 */
class KannelReferenceTest {
  private static final ReferencePage PAGE = ReferencePage.of("sending.md", KannelReferenceTest.class);

  @Test
  void listsEveryBit() {
    PAGE.holds("bits",
        Arrays.stream(DeliveryBit.values()).sorted(Comparator.comparingInt(DeliveryBit::bit))
            .map(each -> ReferencePage
                .row(List.of("" + each.bit(), each.meaning(), '`' + each.status().wire() + '`')))
            .toList());
  }
}
