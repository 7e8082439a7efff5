@NullMarked
package io.jukwaa.server.routing;

import org.jspecify.annotations.NullMarked;
