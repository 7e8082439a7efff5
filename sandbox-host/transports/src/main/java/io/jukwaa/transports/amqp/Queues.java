package io.jukwaa.transports.amqp;

import java.util.Locale;

/**
 * What things are called at the broker. A queue is called like the key by which messages come to it.
 *
 * @param transport the Vumi transport's {@code transport_name}
 */
record Queues(String transport) {
  /** Of the kind {@code direct}, durable: it is declared by everybody. */
  static final String EXCHANGE = "vumi";

  /** What a message that comes in is. */
  enum Kind {
    MESSAGE, EVENT, STATUS;

    String words() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Where the transport takes what it is to send. */
  String outbound() {
    return transport + ".outbound";
  }

  /** Where the transport puts what comes in. */
  String of(Kind kind) {
    return transport + switch (kind) {
      case MESSAGE -> ".inbound";
      case EVENT -> ".event";
      case STATUS -> ".status.status"; // of a connector that is called like the transport and .status
    };
  }
}
