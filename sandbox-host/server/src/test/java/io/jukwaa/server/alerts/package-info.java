@NullMarked
package io.jukwaa.server.alerts;

import org.jspecify.annotations.NullMarked;
