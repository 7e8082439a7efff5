/**
 * What the host needs kept, as ports: each engine (embedded, later Redis and Cassandra) passes the same contract tests.
 *
 * <p>All ports are thread-safe and block; call them from virtual threads. Unless a method says otherwise, what it wrote
 * is durable when it returns: it survives {@code kill -9} and, as far as the disk keeps its word, a power cut.
 * Times are kept to the microsecond. A store that cannot do its work throws {@link io.jukwaa.store.StoreException}.
 */
@NullMarked
package io.jukwaa.store;

import org.jspecify.annotations.NullMarked;
