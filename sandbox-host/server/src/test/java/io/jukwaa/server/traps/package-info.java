/**
 * What existing apps stumble over on another host: the traps of the protocol's specification, each sprung with the real
 * store, the real resources and a real worker. Which test holds which trap is in {@code docs/reference/traps.md}.
 */
@NullMarked
package io.jukwaa.server.traps;

import org.jspecify.annotations.NullMarked;
