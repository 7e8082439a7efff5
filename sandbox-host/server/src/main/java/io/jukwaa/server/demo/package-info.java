/** What the demo says: a whole conversation as the commands that hold it. */
@NullMarked
package io.jukwaa.server.demo;

import org.jspecify.annotations.NullMarked;
