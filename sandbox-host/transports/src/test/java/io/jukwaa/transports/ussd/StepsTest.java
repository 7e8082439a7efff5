package io.jukwaa.transports.ussd;

import static org.assertj.core.api.Assertions.assertThat;

import io.jukwaa.message.SessionEvent;
import io.jukwaa.transports.ussd.GatewayMap.Turn;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a request is, without a server around it. */
class StepsTest {
  private final Steps accumulated = new Steps.Accumulated(() -> "birth", Turn.NEW);
  private final Steps single = new Steps.Single(() -> "birth");

  @Property(tries = 500)
  void findsEveryAnswerHoweverManyStarsItHas(
      @ForAll @Size(max = 8) List<@StringLength(min = 1, max = 4) @CharRange(from = '0', to = '3') @Chars('*') String> answers) {
    Notes notes = accumulated.next(null, null, "").notes();
    List<@Nullable String> found = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    for (String answer : answers) {
      text.append(text.isEmpty() ? "" : "*").append(answer);
      Step step = accumulated.next(null, Notes.of(notes.state()), text.toString());
      Step again = accumulated.next(null, step.notes(), text.toString());
      assertThat(again.key()).isEqualTo(step.key());
      assertThat(again.notes()).isEqualTo(step.notes());
      found.add(step.content());
      notes = step.notes();
    }
    assertThat(found).isEqualTo(answers);
  }

  @Test
  void saysTheSameOfAStepSentAgainLater() {
    Notes notes = accumulated.next(null, null, "7").notes();
    Step one = accumulated.next(null, notes, "7*1");
    Step two = accumulated.next(null, one.notes(), "7*1*2");

    Step again = accumulated.next(null, two.notes(), "7*1");
    Step first = accumulated.next(null, two.notes(), "7");

    assertThat(again).isEqualTo(new Step(SessionEvent.RESUME, "7*1", "1", null, false, two.notes()));
    assertThat(first).isEqualTo(new Step(SessionEvent.NEW, "7", null, "7", false, two.notes()));
  }

  @Test
  void marksAnswersThatDoNotContinueTheLast() {
    Notes notes = accumulated.next(null, accumulated.next(null, null, "").notes(), "1").notes();

    Step step = accumulated.next(null, notes, "2*5");

    assertThat(step.content()).isEqualTo("5");
    assertThat(step.lost()).isTrue();
    assertThat(accumulated.next(null, step.notes(), "2*5*6").content()).isEqualTo("6");
  }

  @Test
  void marksAnAnswerInAnUnknownSession() {
    Step step = single.next(Turn.RESUME, null, "1");

    assertThat(step.event()).isEqualTo(SessionEvent.RESUME);
    assertThat(step.content()).isEqualTo("1");
    assertThat(step.lost()).isTrue();
  }

  @Test
  void repeatsAnAnswerWhoseScreenWasNotTaken() {
    Notes dialled = single.next(Turn.NEW, null, "*1#").notes().with(true, false);
    Step one = single.next(Turn.RESUME, dialled, "1");

    assertThat(single.next(Turn.RESUME, one.notes(), "1").key()).isEqualTo(one.key());
    assertThat(single.next(Turn.RESUME, one.notes().with(true, false), "1").key()).isNotEqualTo(one.key());
  }

  @Test
  void repeatsTheLastAnswerOfAnEndedSessionWhoseScreenWasNotTaken() {
    Notes dialled = single.next(null, null, "*1#").notes().with(true, false);
    Step one = single.next(null, dialled, "1");

    assertThat(single.next(null, one.notes().with(false, true), "1").key()).isEqualTo(one.key());
    assertThat(single.next(null, one.notes().with(true, true), "1").event()).isEqualTo(SessionEvent.NEW);
  }
}
