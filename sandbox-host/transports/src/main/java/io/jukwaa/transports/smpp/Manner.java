package io.jukwaa.transports.smpp;

import org.jspecify.annotations.Nullable;

/**
 * How the messages of a channel are written.
 *
 * @param receipts whether the operator is asked what becomes of them
 * @param ussd of replies in sessions; null if there are none
 */
record Manner(Addressing addressing, String serviceType, boolean receipts, Writing writing,
    @Nullable UssdFlavour ussd) {
  /** @param lookAlikes whether plain characters may stand for those that look like them */
  record Writing(Alphabet alphabet, boolean lookAlikes, LongMessages longMessages) {
    Parts parts(String text) {
      String plain = lookAlikes && !alphabet.holds(text) ? Coding.plain(text) : text;
      return Parts.of(alphabet.holds(plain) ? plain : text, alphabet, longMessages);
    }

    /** A screen, which is never cut. */
    Parts screen(String text) {
      return new Writing(alphabet, lookAlikes, LongMessages.CUT_BY_SMSC).parts(text);
    }
  }
}
