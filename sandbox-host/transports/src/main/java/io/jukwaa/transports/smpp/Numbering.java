package io.jukwaa.transports.smpp;

import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.TypeOfNumber;

/** What kind of number an address is: {@code ton} and {@code npi} of SMPP v3.4, 5.2.5 and 5.2.6. */
record Numbering(TypeOfNumber type, NumberingPlanIndicator plan) {
  static final Numbering UNKNOWN = new Numbering(TypeOfNumber.UNKNOWN, NumberingPlanIndicator.UNKNOWN);
  static final Numbering INTERNATIONAL = new Numbering(TypeOfNumber.INTERNATIONAL, NumberingPlanIndicator.ISDN);
  static final Numbering ALPHANUMERIC = new Numbering(TypeOfNumber.ALPHANUMERIC, NumberingPlanIndicator.UNKNOWN);
}
