@NullMarked
package io.jukwaa.stores.copy;

import org.jspecify.annotations.NullMarked;
