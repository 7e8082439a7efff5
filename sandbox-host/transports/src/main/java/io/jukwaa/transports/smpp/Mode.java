package io.jukwaa.transports.smpp;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jsmpp.bean.BindType;

/** Which sessions a channel opens: one for both ways, one for each, or one alone. */
enum Mode {
  TRANSCEIVER(BindType.BIND_TRX), TRANSMITTER_RECEIVER(BindType.BIND_TX, BindType.BIND_RX), TRANSMITTER(
      BindType.BIND_TX), RECEIVER(BindType.BIND_RX);

  private final BindType first;
  private final BindType last;

  Mode(BindType only) {
    this(only, only);
  }

  Mode(BindType first, BindType last) {
    this.first = first;
    this.last = last;
  }

  /** The one that sends, if any, first. */
  List<BindType> binds() {
    return Stream.of(first, last).distinct().toList();
  }

  static Mode of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  static List<String> words() {
    return Arrays.stream(values()).map(mode -> mode.name().toLowerCase(Locale.ROOT).replace('_', '-')).toList();
  }
}
