/** Servers for tests: in containers, and what they show to prove who they are. */
@NullMarked
package io.jukwaa.stores.servers;

import org.jspecify.annotations.NullMarked;
