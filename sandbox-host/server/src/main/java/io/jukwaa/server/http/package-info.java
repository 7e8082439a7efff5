/** The host's HTTP server: it listens, mounts what others serve, and says whether it is well. */
@NullMarked
package io.jukwaa.server.http;

import org.jspecify.annotations.NullMarked;
