package io.jukwaa.transports.kannel;

import static org.assertj.core.api.Assertions.assertThat;

import io.jukwaa.local.KannelProcess;
import io.jukwaa.transports.ReferencePage;
import java.util.ArrayList;
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

  /** A real Kannel is run with the lines that the page shows. */
  @Test
  void showsWhatIsTried() {
    String section = PAGE.text().substring(PAGE.text().indexOf("## kannel\n"));
    String block = section.split("```diagram\n", 2)[1].split("```", 2)[0];

    assertThat(names(KannelProcess.CONFIGURATION)).containsAll(names(block)).isNotEmpty();
    assertThat(block).contains("/kannel/clinic-sms" + KannelProcess.QUERY + "&secret=");
  }

  /** The names of a configuration's lines, each behind its group's. */
  private static List<String> names(String configuration) {
    List<String> names = new ArrayList<>();
    String group = "";
    for (String line : configuration.lines().filter(each -> !each.isBlank()).toList()) {
      String[] pair = line.split(" = ", 2);
      group = pair[0].equals("group") ? pair[1] : group;
      names.add(group + ' ' + pair[0]);
    }
    return names;
  }
}
