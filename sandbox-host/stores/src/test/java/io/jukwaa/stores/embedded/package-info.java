/** The embedded stores against the contracts, and what only they promise. */
@NullMarked
package io.jukwaa.stores.embedded;

import org.jspecify.annotations.NullMarked;
