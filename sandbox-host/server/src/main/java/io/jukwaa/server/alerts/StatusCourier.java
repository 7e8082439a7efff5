package io.jukwaa.server.alerts;

import io.jukwaa.server.Json;
import io.jukwaa.transports.OperatorClient;
import java.net.URI;

/**
 * Posts notices as Junebug posted what became of a channel's components (sandbox-protocol 7.6). Any status from 200 to 299
 * is well.
 *
 * @param name as {@link Courier#name}
 */
record StatusCourier(String name, URI url, OperatorClient client) implements Courier {
  @Override
  public void bring(Notice notice) {
    String status = notice.event() == Notice.Event.RESOLVED ? "ok" : notice.finding().status();
    WebhookCourier.post(client, url, Json.text(notice.finding().component(notice.channel().key(), status)));
  }
}
