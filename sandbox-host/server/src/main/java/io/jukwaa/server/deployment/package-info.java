/**
 * What an installation runs: tenants, apps and channels, read from the section {@code deploy} of the settings file or,
 * for {@code app run} and {@code demo}, made from one app file. Everything is checked before anything is stored.
 */
@NullMarked
package io.jukwaa.server.deployment;

import org.jspecify.annotations.NullMarked;
