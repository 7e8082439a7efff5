/** The command line: what {@code ./jukwaa} can be told. Options are checked before anything is opened or stored. */
@NullMarked
package io.jukwaa.server.command;

import org.jspecify.annotations.NullMarked;
