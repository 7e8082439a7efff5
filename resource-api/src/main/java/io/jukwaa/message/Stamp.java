package io.jukwaa.message;

import java.time.Instant;

/**
 * What makes a new message or event one of its own.
 *
 * @param id unique; 32 hexadecimal digits by convention, other text is accepted from transports
 * @param time when it came to be
 */
public record Stamp(String id, Instant time) {}
