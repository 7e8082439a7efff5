package io.jukwaa.server.clients;

import io.jukwaa.message.Stamp;
import io.jukwaa.resources.http.HttpFetcher;
import io.jukwaa.server.Stores;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What is around an API for programs elsewhere.
 *
 * @param fetcher the guarded way out, for pushes
 * @param wake told of a channel that has something to send
 */
public record Surroundings(Stores stores, HttpFetcher fetcher, Consumer<String> wake, Supplier<Stamp> stamps,
    InstantSource clock) {}
