/** Whether chaos finds nothing in what we build, and something in what is built wrong. */
@NullMarked
package io.jukwaa.server.chaos;

import org.jspecify.annotations.NullMarked;
