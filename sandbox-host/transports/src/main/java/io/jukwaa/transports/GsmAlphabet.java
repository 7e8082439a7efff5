package io.jukwaa.transports;

/**
 * What a text in the default alphabet of 3GPP TS 23.038, 6.2.1, and its extension table can hold. Longer texts, or
 * dearer ones, are in UCS-2.
 */
public final class GsmAlphabet {
  private static final String BASIC = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
      + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
  private static final String EXTENSION = "\f^{}\\[~]|€";

  private GsmAlphabet() {}

  /** Whether every character of the text is in the alphabet or its extension. */
  public static boolean holds(String text) {
    return text.chars().allMatch(each -> BASIC.indexOf(each) >= 0 || EXTENSION.indexOf(each) >= 0);
  }

  /** What a text that it {@link #holds} takes; a part has 160, or 153 if there are several. */
  public static int septets(String text) {
    return text.length() + (int) text.chars().filter(each -> EXTENSION.indexOf(each) >= 0).count();
  }
}
