package io.jukwaa.server.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.jukwaa.server.demo.Conversation.Step;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class DemoTextTest {
  private static final String CURL = "      curl -s http://h/ussd/a -d sessionId=s-%d -d networkCode=63902"
      + " --data-urlencode 'serviceCode=*384*100#' --data-urlencode 'phoneNumber=+1' --data-urlencode 'text=%s'";

  @Test
  void sendsAllInputsOfASessionAndShowsTheScreen() {
    Conversation conversation = new Conversation("talk", "+1", List.of(
        List.of(new Step(null, "Hi\n1. Go", false), new Step("1", "Name?", false), new Step("O'Hara", "Bye +1", true)),
        List.of(new Step(null, "Hi again", false))));
    assertThat(new DemoText("http://h/ussd/a", "s").of(conversation).lines()).containsExactly("",
        "  1. dial", CURL.formatted(1, ""), "        CON Hi", "        1. Go", "",
        "  2. answer 1", CURL.formatted(1, "1"), "        CON Name?", "",
        "  3. answer O'Hara", CURL.formatted(1, "1*O'\\''Hara"), "        END Bye +1", "",
        "  4. dial again", CURL.formatted(2, ""), "        CON Hi again");
  }

  @Test
  void readsTheConversationsOfTheExample() {
    List<Conversation> all = Conversation
        .read(Path.of("../../campaigns-examples/clinic-line/conversations.json"));
    assertThat(all).isNotEmpty().extracting(Conversation::phone).doesNotHaveDuplicates();
  }

  @Test
  void changesThePhoneInTheScreensToo() {
    Conversation other = new Conversation("talk", "+1", List.of(List.of(new Step(null, "We call +1", true))))
        .from("+2");
    assertThat(other.sessions().getFirst().getFirst().screen()).isEqualTo("We call +2");
    assertThat(other.phone()).isEqualTo("+2");
  }
}
