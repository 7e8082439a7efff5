package io.jukwaa.server.alerts;

import java.util.List;

/**
 * Who is told.
 *
 * @param webhook a URL; empty for none
 * @param mailTo addresses for mail
 */
public record Receivers(String webhook, List<String> mailTo) {
  public Receivers {
    mailTo = List.copyOf(mailTo);
  }
}
