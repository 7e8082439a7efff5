package io.jukwaa.transports.smpp;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What an operator says to a PDU: {@code command_status}, SMPP v3.4, 5.1.3, and what it means for a message. */
enum CommandStatus {
  ESME_ROK(0x00, Meaning.TAKEN, "taken"), //
  ESME_RINVMSGLEN(0x01, Meaning.REFUSED, "the message's length is wrong"), //
  ESME_RINVCMDLEN(0x02, Meaning.FAILED, "the PDU's length is wrong"), //
  ESME_RINVCMDID(0x03, Meaning.FAILED, "the command is not known"), //
  ESME_RINVBNDSTS(0x04, Meaning.UNAVAILABLE, "the bind does not allow it"), //
  ESME_RALYBND(0x05, Meaning.UNAVAILABLE, "already bound"), //
  ESME_RINVPRTFLG(0x06, Meaning.REFUSED, "the priority is wrong"), //
  ESME_RINVREGDLVFLG(0x07, Meaning.REFUSED, "registered_delivery is wrong"), //
  ESME_RSYSERR(0x08, Meaning.FAILED, "the operator's system failed"), //
  ESME_RINVSRCADR(0x0A, Meaning.REFUSED, "the sender's address is wrong"), //
  ESME_RINVDSTADR(0x0B, Meaning.REFUSED, "the receiver's address is wrong"), //
  ESME_RINVMSGID(0x0C, Meaning.FAILED, "the message id is wrong"), //
  ESME_RBINDFAIL(0x0D, Meaning.UNAVAILABLE, "the bind is refused"), //
  ESME_RINVPASWD(0x0E, Meaning.UNAVAILABLE, "the password is refused"), //
  ESME_RINVSYSID(0x0F, Meaning.UNAVAILABLE, "the system-id is refused"), //
  ESME_RMSGQFUL(0x14, Meaning.BUSY, "the queue is full"), //
  ESME_RINVSERTYP(0x15, Meaning.REFUSED, "the service type is wrong"), //
  ESME_RINVNUMDESTS(0x33, Meaning.REFUSED, "the number of receivers is wrong"), //
  ESME_RINVDLNAME(0x34, Meaning.REFUSED, "the distribution list is not known"), //
  ESME_RINVDESTFLAG(0x40, Meaning.REFUSED, "the destination flag is wrong"), //
  ESME_RINVSUBREP(0x42, Meaning.REFUSED, "submit with replace is wrong"), //
  ESME_RINVESMCLASS(0x43, Meaning.REFUSED, "esm_class is wrong"), //
  ESME_RCNTSUBDL(0x44, Meaning.REFUSED, "no submission to a distribution list"), //
  ESME_RSUBMITFAIL(0x45, Meaning.FAILED, "the submission failed"), //
  ESME_RINVSRCTON(0x48, Meaning.REFUSED, "the sender's TON is wrong"), //
  ESME_RINVSRCNPI(0x49, Meaning.REFUSED, "the sender's NPI is wrong"), //
  ESME_RINVDSTTON(0x50, Meaning.REFUSED, "the receiver's TON is wrong"), //
  ESME_RINVDSTNPI(0x51, Meaning.REFUSED, "the receiver's NPI is wrong"), //
  ESME_RINVSYSTYP(0x53, Meaning.UNAVAILABLE, "the system-type is refused"), //
  ESME_RINVREPFLAG(0x54, Meaning.REFUSED, "replace_if_present is wrong"), //
  ESME_RTHROTTLED(0x58, Meaning.BUSY, "too many messages at once"), //
  ESME_RINVSCHED(0x61, Meaning.REFUSED, "the delivery time is wrong"), //
  ESME_RINVEXPIRY(0x62, Meaning.REFUSED, "the validity period is wrong"), //
  ESME_RINVDFTMSGID(0x63, Meaning.REFUSED, "the predefined message is not known"), //
  ESME_RX_T_APPN(0x64, Meaning.FAILED, "failed this time"), //
  ESME_RX_P_APPN(0x65, Meaning.REFUSED, "failed for ever"), //
  ESME_RX_R_APPN(0x66, Meaning.REFUSED, "rejected"), //
  ESME_RINVOPTPARSTREAM(0xC0, Meaning.REFUSED, "the optional part cannot be read"), //
  ESME_ROPTPARNOTALLWD(0xC1, Meaning.REFUSED, "an optional parameter is not allowed"), //
  ESME_RINVPARLEN(0xC2, Meaning.REFUSED, "a parameter's length is wrong"), //
  ESME_RMISSINGOPTPARAM(0xC3, Meaning.REFUSED, "an optional parameter is missing"), //
  ESME_RINVOPTPARAMVAL(0xC4, Meaning.REFUSED, "an optional parameter is wrong"), //
  ESME_RDELIVERYFAILURE(0xFE, Meaning.FAILED, "delivery failed"), //
  ESME_RUNKNOWNERR(0xFF, Meaning.FAILED, "an unknown error");

  /** The kinds of {@link io.jukwaa.transports.Submission}, and one more: the same PDU is to come again. */
  enum Meaning {
    TAKEN, REFUSED, FAILED, UNAVAILABLE, BUSY
  }

  private static final Map<Integer, CommandStatus> BY_CODE = Arrays.stream(values())
      .collect(Collectors.toMap(CommandStatus::code, Function.identity()));

  private final int code;
  private final Meaning meaning;
  private final String words;

  CommandStatus(int code, Meaning meaning, String words) {
    this.code = code;
    this.meaning = meaning;
    this.words = words;
  }

  int code() {
    return code;
  }

  Meaning meaning() {
    return meaning;
  }

  String words() {
    return words;
  }

  /** What a code means; codes of an operator's own are failures that may pass. */
  static Meaning meaning(int code) {
    CommandStatus known = BY_CODE.get(code);
    return known == null ? Meaning.FAILED : known.meaning;
  }

  /** {@code ESME_RINVDSTADR (0x0B): the receiver's address is wrong}, for the tenant. */
  static String reason(int code) {
    CommandStatus known = BY_CODE.get(code);
    String number = String.format(Locale.ROOT, "0x%02X", code);
    return known == null
        ? "command_status " + number
        : known.name() + " (" + number + "): " + known.words;
  }
}
