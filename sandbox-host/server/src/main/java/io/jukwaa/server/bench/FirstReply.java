package io.jukwaa.server.bench;

/**
 * What the first message of a cold app took.
 *
 * @param millis until the phone had its screen
 * @param guestCpuMillis processor time of the guest: evaluating the app, and the toolkit's and the app's work for it
 */
record FirstReply(double millis, double guestCpuMillis) {}
