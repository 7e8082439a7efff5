/**
 * A grown installation of a few hosts on this machine under load, while its processes are killed; and whether anything
 * was lost, doubled or out of order.
 *
 * <p>Start at {@link io.jukwaa.server.chaos.ChaosRun}.
 */
@NullMarked
package io.jukwaa.server.chaos;

import org.jspecify.annotations.NullMarked;
