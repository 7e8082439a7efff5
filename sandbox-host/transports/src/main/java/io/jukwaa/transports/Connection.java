package io.jukwaa.transports;

/**
 * A connection that a channel holds to its operator.
 *
 * @param name of it among those of its channel
 * @param open whether it is there at this moment
 * @param trouble why it is not, in the operator's words if it said any; of no meaning while it is
 */
public record Connection(String name, boolean open, String trouble) {}
