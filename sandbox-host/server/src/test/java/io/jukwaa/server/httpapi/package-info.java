/** Vumi Go's HTTP API on whole hosts. */
@NullMarked
package io.jukwaa.server.httpapi;

import org.jspecify.annotations.NullMarked;
