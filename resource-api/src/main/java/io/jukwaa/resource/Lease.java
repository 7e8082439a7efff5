package io.jukwaa.resource;

/**
 * The right to go on with a user of an app, which only one has at a time.
 *
 * <p>It may be lost without its holder knowing: to a host that took the holder for dead. So it is no proof; the token is
 * what tells the newer of two.
 *
 * @param app key of the app
 * @param user their address
 * @param token greater than that of every earlier lease of this app and user
 */
public record Lease(String app, String user, long token) {}
