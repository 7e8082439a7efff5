@NullMarked
package io.jukwaa.server.gateway;

import org.jspecify.annotations.NullMarked;
