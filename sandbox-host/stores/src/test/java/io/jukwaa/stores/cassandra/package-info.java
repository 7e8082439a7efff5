/** The Cassandra stores against the contracts, on a real server: {@link io.jukwaa.stores.cassandra.RealCassandra}. */
@NullMarked
package io.jukwaa.stores.cassandra;

import org.jspecify.annotations.NullMarked;
