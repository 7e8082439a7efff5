/** Wiring: routing, REST API, jobs and configuration, and the process that holds them. */
@NullMarked
package io.jukwaa.server;

import org.jspecify.annotations.NullMarked;
