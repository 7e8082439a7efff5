/** Takes everything that one engine keeps to others. */
@NullMarked
package io.jukwaa.stores.copy;

import org.jspecify.annotations.NullMarked;
