/**
 * SMPP 3.4: a session that the host opens to an operator's message centre, by which texts leave and come in.
 *
 * <p>Start at {@link io.jukwaa.transports.smpp.SmppTransport}. {@code SmppSettings} reads a channel. A {@code Bind} keeps
 * a {@code Link}, a session of jSMPP, alive; a {@code PduGate} stands between jSMPP and what the operator sends.
 * {@code SmppSender} makes a {@code Letter} of a message and sends its {@code Parts} through the {@code Window};
 * {@code Deliveries} takes what comes in, with {@code Fragments} of long texts, {@code UssdSessions} and
 * {@code ReceiptReading}. {@code MessageIds} brings receipts to their messages. Sources of the format: SMPP v3.4 issue 1.2, 3GPP TS 23.038 and TS 23.040; of what operators
 * make of it: Kannel, Vumi and python-smpp.
 */
@NullMarked
package io.jukwaa.transports.smpp;

import org.jspecify.annotations.NullMarked;
