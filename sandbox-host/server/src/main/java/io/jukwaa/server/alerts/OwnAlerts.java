package io.jukwaa.server.alerts;

import io.jukwaa.server.status.Thresholds;
import java.util.Map;

/**
 * What tenants and channels say of alerts themselves.
 *
 * @param tenants who is told of a tenant's channels beside those who are told of all, by its key
 * @param channels from where on something is wrong with a channel, by its key
 */
public record OwnAlerts(Map<String, Receivers> tenants, Map<String, Thresholds> channels) {
  /** Nothing. */
  public static final OwnAlerts NONE = new OwnAlerts(Map.of(), Map.of());

  public OwnAlerts {
    tenants = Map.copyOf(tenants);
    channels = Map.copyOf(channels);
  }
}
