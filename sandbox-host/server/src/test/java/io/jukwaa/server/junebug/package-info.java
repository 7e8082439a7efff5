/** Junebug's API on whole hosts. */
@NullMarked
package io.jukwaa.server.junebug;

import org.jspecify.annotations.NullMarked;
