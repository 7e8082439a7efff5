/**
 * The store ports that many hosts share, on one Redis server (6.2 or newer, or Valkey); begin with
 * {@link io.jukwaa.stores.redis.RedisStores}.
 *
 * <p>All calls of a host go down one connection in the order they were made, without waiting for each other, and each
 * is one command or one script: nothing is read to be written back. Hosts should agree on the time, as records and
 * sessions expire by the clock of the host that looks; locks go by the server's.
 *
 * <p><b>What the operator chooses.</b> A write is done when the server says so. What that is worth says the server's
 * configuration:
 * <ul>
 * <li>{@code appendonly yes} is needed, else everything ends with the server's process.
 * <li>{@code appendfsync always}: what was acknowledged is on the disk, as the embedded store has it. With {@code
 * everysec} a power cut may take about the last second, and a killed server too what it had to hold back because its
 * disk was busy, although somebody was told.
 * <li>{@code maxmemory-policy noeviction}: any other removes data when the memory is full. With it writes are refused.
 * </ul>
 */
@NullMarked
package io.jukwaa.stores.redis;

import org.jspecify.annotations.NullMarked;
