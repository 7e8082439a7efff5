/** Looks whether this machine can run a host, and says so one line a check. */
@NullMarked
package io.jukwaa.server.doctor;

import org.jspecify.annotations.NullMarked;
