package io.jukwaa.transports.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import io.jukwaa.transports.GsmAlphabet;
import org.junit.jupiter.api.Test;

/** What transports know of the alphabet that SMPP writes. */
class GsmAlphabetTest {
  @Test
  void holdsWhatCanBeWritten() {
    for (int each = 0; each <= Character.MAX_CODE_POINT; each++) {
      String text = Character.toString(each);
      assertThat(GsmAlphabet.holds(text)).as("\\u%04x", each).isEqualTo(Gsm7.holds(text));
    }
  }

  @Test
  void countsWhatIsWritten() {
    String text = "€ [x] é @ \n^ 100%=a+b&c\f{|}~\\";

    assertThat(GsmAlphabet.septets(text)).isEqualTo(Gsm7.encode(text).length);
    assertThat(GsmAlphabet.septets("")).isZero();
  }
}
