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
 * @param alphabet what characters a message can hold
 * @param perSecond messages or, where the transport cuts long ones, parts that leave in a second at most, unless the
 *     channel says otherwise; 0 if none leave by themselves
 */
public record Capabilities(Answers answers, boolean sends, boolean sessions, boolean receipts, int longest,
    Alphabet alphabet, int perSecond) {
  /** Those of a gateway for texts that cuts long ones itself and tells what becomes of them. */
  public static Capabilities ofTexts(Settings settings) {
    return new Capabilities(Answers.NOTHING, true, false, true, GsmAlphabet.PART, Alphabet.GSM_OR_UCS2,
        Pace.standard(settings));
  }

  /** Characters of messages. */
  public enum Alphabet {
    /** Those of 3GPP TS 23.038; one that is not among them makes all of the message UCS-2, of which fewer fit. */
    GSM_OR_UCS2,
    /** All of Unicode, each as long as any other. */
    UNICODE
  }

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
