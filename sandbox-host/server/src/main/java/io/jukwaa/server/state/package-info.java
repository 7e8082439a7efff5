/** What a developer sees of a running app: all it stored, logged, received and sent. */
@NullMarked
package io.jukwaa.server.state;

import org.jspecify.annotations.NullMarked;
