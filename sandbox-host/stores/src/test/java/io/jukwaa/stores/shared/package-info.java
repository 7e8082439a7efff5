/** Tests of the stores that take more than one engine; on real ones. */
@NullMarked
package io.jukwaa.stores.shared;

import org.jspecify.annotations.NullMarked;
