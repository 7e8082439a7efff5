/**
 * What an installation may be told: every key with its kind, its standard value and where its value came from.
 *
 * <p>Start at {@link io.jukwaa.server.settings.Settings}, which is what the rest of the host sees.
 */
@NullMarked
package io.jukwaa.server.settings;

import org.jspecify.annotations.NullMarked;
