/**
 * The store ports on Cassandra, for installations of several hosts: start at
 * {@link io.jukwaa.stores.cassandra.CassandraStores}. The tables are described in
 * {@code docs/explanation/cassandra-data-model.md}.
 */
@NullMarked
package io.jukwaa.stores.cassandra;

import org.jspecify.annotations.NullMarked;
