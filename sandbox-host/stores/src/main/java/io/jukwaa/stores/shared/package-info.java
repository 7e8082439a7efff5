/** What takes more than one engine: the stores of an installation of many hosts, on Redis and Cassandra together. */
@NullMarked
package io.jukwaa.stores.shared;

import org.jspecify.annotations.NullMarked;
