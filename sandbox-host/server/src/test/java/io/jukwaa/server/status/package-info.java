@NullMarked
package io.jukwaa.server.status;

import org.jspecify.annotations.NullMarked;
