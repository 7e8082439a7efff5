package io.jukwaa.transports;

/**
 * What a transport can do.
 *
 * @param answers what leaves in the answer to the request that brought a message in
 * @param sends whether messages can leave at any time
 * @param sessions whether messages belong to sessions
 * @param receipts whether the operator says what became of a message it took
 * @param longest characters that one message can hold, as the operator counts them; longer ones are cut in parts by
 *     the operator or by the transport. 0 if there is no bound worth telling
 */
public record Capabilities(Answers answers, boolean sends, boolean sessions, boolean receipts, int longest) {
  /** What leaves in an answer. */
  public enum Answers {
    /** Nothing: all of it leaves by itself. */
    NOTHING,
    /** The first reply. */
    REPLY,
    /** Everything the run sent: who asked sees to it. */
    EVERYTHING
  }
}
