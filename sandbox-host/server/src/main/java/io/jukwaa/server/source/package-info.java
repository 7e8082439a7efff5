/** Where the code of an app that was built from several files came from. */
@NullMarked
package io.jukwaa.server.source;

import org.jspecify.annotations.NullMarked;
