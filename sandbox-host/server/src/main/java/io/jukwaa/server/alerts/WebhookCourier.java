package io.jukwaa.server.alerts;

import io.jukwaa.transports.OperatorClient;
import java.net.URI;
import java.util.Map;

/**
 * Posts notices as JSON. Any status from 200 to 299 is well.
 *
 * @param name as {@link Courier#name}
 */
record WebhookCourier(String name, URI url, OperatorClient client) implements Courier {
  @Override
  public void bring(Notice notice) {
    post(client, url, notice.json());
  }

  /** @throws UndeliveredException if it is not there */
  static void post(OperatorClient client, URI url, String json) {
    try {
      int status = client.ask(new OperatorClient.Request("POST", url,
          Map.of("Content-Type", "application/json"), json)).status();
      if (status < 200 || status > 299) {
        throw new UndeliveredException("the webhook at " + url.getHost() + " answered " + status);
      }
    } catch (OperatorClient.NoAnswerException e) {
      throw new UndeliveredException(String.valueOf(e.getMessage()), e);
    }
  }
}
