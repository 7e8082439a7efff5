package io.jukwaa.server.looptest;

import io.jukwaa.server.looptest.Trail.Stage;
import io.jukwaa.store.ChannelStatusStore.Mark;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What came of a text that was sent as a test.
 *
 * @param passed whether the channel does what it can
 * @param text for people
 */
record Verdict(boolean passed, String text) {
  /**
   * By how far the text has come.
   *
   * @param receipts whether the operator says what becomes of messages
   * @param waited how long was waited, for people
   * @param reasons why nothing leaves, as far as it is known
   */
  static Verdict of(Map<Stage, Mark> stages, boolean receipts, String waited, Supplier<String> reasons) {
    Mark refused = stages.get(Stage.REFUSED);
    if (refused != null) {
      return new Verdict(false, "it was not taken: " + refused.text());
    }
    Mark failed = stages.get(Stage.UNDELIVERED);
    if (failed != null) {
      return new Verdict(false, "the operator took it and could not deliver it: "
          + (failed.text().isEmpty() ? "it does not say why" : failed.text()));
    }
    if (stages.containsKey(Stage.RETURNED)) {
      return new Verdict(true, "it left and came back: both ways work");
    }
    if (stages.containsKey(Stage.DELIVERED)) {
      return new Verdict(true, "the phone has it, says the operator");
    }
    if (!stages.containsKey(Stage.TAKEN)) {
      return new Verdict(false, "it has not left within " + waited + ": " + reasons.get());
    }
    return receipts
        ? new Verdict(false, "the operator took it, and said nothing more within " + waited
            + ": is it on the phone? Then receipts do not reach us")
        : new Verdict(true, "the operator took it; it does not say what becomes of messages, so look at the phone");
  }
}
