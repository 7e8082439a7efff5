/** Servers for tests in containers. */
@NullMarked
package io.jukwaa.stores.containers;

import org.jspecify.annotations.NullMarked;
