package io.jukwaa.resources.http;

/**
 * What the last hop answered.
 *
 * @param code any HTTP status
 * @param body decoded if it came with {@code Content-Encoding: gzip}; at most {@link HttpLimits#bodyBytes} long; empty
 *     for HEAD. Whoever has it may not change it
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and copying bodies buys nothing
public record FetchResponse(int code, byte[] body) {}
