package io.jukwaa.server.status;

import java.time.Duration;

/**
 * From where on something is wrong with a channel.
 *
 * @param queueAge the oldest message that waits may have waited so long
 * @param refusals percent of the last hour's messages that the operator may refuse
 * @param receipts percent of the last day's messages that must have a receipt; 0 for any
 * @param silence how long nothing may come in; zero for ever
 */
public record Thresholds(Duration queueAge, int refusals, int receipts, Duration silence) {}
