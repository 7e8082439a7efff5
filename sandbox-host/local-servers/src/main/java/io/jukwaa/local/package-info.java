/** Servers that run as processes of this machine, on ports of the system's choice, and end with this one. */
@NullMarked
package io.jukwaa.local;

import org.jspecify.annotations.NullMarked;
