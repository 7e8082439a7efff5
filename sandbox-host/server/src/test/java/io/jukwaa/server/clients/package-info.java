/** Programs elsewhere, and hosts of this process for their APIs. */
@NullMarked
package io.jukwaa.server.clients;

import org.jspecify.annotations.NullMarked;
