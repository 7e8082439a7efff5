/** Guests' HTTP against hostile URLs, name servers and servers. */
@NullMarked
package io.jukwaa.server.fetch;

import org.jspecify.annotations.NullMarked;
