package io.jukwaa.server.chaos;

import org.jspecify.annotations.Nullable;

/**
 * What somebody sent, as the outside knows it.
 *
 * @param channel {@link ChaosDeployment#PHONES}, {@link ChaosDeployment#TEXTS} or {@link ChaosDeployment#REPORTS}
 * @param user who sent it, or the message that a report is about
 * @param accepted whether a host answered 200
 * @param heard the reply to it that a host's answer held; null if none did
 * @param attempts how often it was sent, with the same id
 */
record Sent(String id, String channel, String user, int number, boolean accepted, @Nullable String heard,
    int attempts) {}
