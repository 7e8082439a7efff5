package io.jukwaa.message;

import java.util.Map;

/**
 * A configured connection to an operator, bound to one app of one tenant.
 *
 * @param key unique in the installation; part of the URL operators call
 * @param tenant the owner
 * @param app key of the app that answers
 * @param transport which transport speaks its wire format, for example {@code ussd-http} or {@code json}
 * @param settings the transport's settings, as its schema says
 * @param apology what a phone shows, with the session closed, when the app fails or is too late
 */
public record Channel(String key, String tenant, String app, String transport, Map<String, String> settings,
    String apology) {
  public static final String DEFAULT_APOLOGY = "We are sorry, something went wrong. Please try again later.";

  public Channel {
    settings = Map.copyOf(settings);
  }

  /** The same channel as another app of its tenant knows it, which sends by it. */
  public Channel leadingTo(String otherApp) {
    return new Channel(key, tenant, otherApp, transport, settings, apology);
  }
}
