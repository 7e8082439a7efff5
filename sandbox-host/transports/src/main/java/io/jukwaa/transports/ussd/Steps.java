package io.jukwaa.transports.ussd;

import io.jukwaa.message.SessionEvent;
import io.jukwaa.transports.ussd.GatewayMap.Turn;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Finds out what a request is. Pure: same arguments, same step. */
sealed interface Steps {
  /**
   * @param told what the gateway says the request is; null if it does not say
   * @param known the session, null if there is none or it expired
   */
  Step next(@Nullable Turn told, @Nullable Notes known, String input);

  /**
   * Gateways that send all answers so far, joined by {@code *}.
   *
   * <p>The same text is the same request sent again, however often. A text that continues the last one brings the
   * rest as the answer, stars and all: users may type stars. Any other text means that we missed something, and its
   * part after the last star is taken.
   *
   * @param births ids for new sessions
   * @param unknown what text in an unknown session is
   */
  record Accumulated(Supplier<String> births, Turn unknown) implements Steps {
    @Override
    public Step next(@Nullable Turn told, @Nullable Notes known, String input) {
      if (known == null || redialled(known, input)) {
        return first(told, input);
      }
      int again = known.text().startsWith(input) ? known.steps().indexOf(input.length()) : -1;
      if (again >= 0) {
        return again(known, input, again);
      }
      if (!continues(known.text(), input)) {
        return overtaken(known, input);
      }
      return resume(input, rest(known.text().length(), input), false,
          known.then(input, Notes.plus(known.steps(), input.length())));
    }

    /** After an end, empty text is a new session whose gateway uses its ids again, not a retry of the first request. */
    private static boolean redialled(Notes known, String input) {
      return known.ended() && input.isEmpty() && !known.text().isEmpty();
    }

    private Step first(@Nullable Turn told, String input) {
      boolean lost = (told == null ? unknown : told) == Turn.RESUME && !input.isEmpty();
      Notes born = new Notes(births.get(), null, input, lost ? List.of(-1, input.length()) : List.of(input.length()),
          false, false);
      return lost
          ? resume(input, last(input), true, born)
          : new Step(SessionEvent.NEW, input, null, input.isEmpty() ? null : input, false, born);
    }

    private static Step again(Notes known, String input, int index) {
      if (index == 0) {
        return new Step(SessionEvent.NEW, input, null, input.isEmpty() ? null : input, false, known);
      }
      int before = known.steps().get(index - 1);
      return resume(input, before < 0 ? last(input) : rest(before, input), before < 0, known);
    }

    private static Step overtaken(Notes known, String input) {
      List<Integer> kept = known.steps().stream().filter(length -> length <= input.length()
          && (length < 0 || known.text().startsWith(input.substring(0, length)))).toList();
      List<Integer> steps = kept.isEmpty() ? List.of(-1) : kept;
      return resume(input, last(input), true, known.then(input, Notes.plus(steps, input.length())));
    }

    private static Step resume(String input, String content, boolean lost, Notes notes) {
      return new Step(SessionEvent.RESUME, input, content, null, lost, notes);
    }

    private static boolean continues(String before, String input) {
      return input.startsWith(before) && (before.isEmpty() || input.charAt(before.length()) == '*');
    }

    private static String rest(int before, String input) {
      return input.substring(before == 0 ? 0 : before + 1);
    }

    private static String last(String input) {
      return input.substring(input.lastIndexOf('*') + 1);
    }
  }

  /**
   * Gateways that send the last answer alone.
   *
   * <p>Nothing tells a retry from a user who gives the same answer twice, but a user answers only a screen that was
   * shown: the same input before the gateway took our last screen is a retry, after it it is a new answer. A first
   * request sent again before any answer is a retry too.
   */
  record Single(Supplier<String> births) implements Steps {
    @Override
    public Step next(@Nullable Turn told, @Nullable Notes known, String input) {
      if (known != null && isRetry(told, known, input)) {
        boolean first = known.steps().size() == 1 && known.steps().getFirst() == 0;
        return step(first, input, false, known);
      }
      boolean begins = told == null ? known == null || known.ended() : told == Turn.NEW;
      if (begins || known == null) {
        Notes born = new Notes(births.get(), null, input, begins ? List.of(0) : List.of(-1, 0), false, false);
        return step(begins, input, !begins, born);
      }
      return step(false, input, false, known.then(input, Notes.plus(known.steps(), 0)));
    }

    private static boolean isRetry(@Nullable Turn told, Notes known, String input) {
      boolean first = known.steps().size() == 1;
      if (told == Turn.NEW) {
        return first && known.text().equals(input);
      }
      return !known.shown() && known.text().equals(input) && !(told == Turn.RESUME && first);
    }

    private static Step step(boolean first, String input, boolean lost, Notes notes) {
      return new Step(first ? SessionEvent.NEW : SessionEvent.RESUME, String.valueOf(notes.steps().size()),
          first ? null : input, null, lost, notes);
    }
  }
}
