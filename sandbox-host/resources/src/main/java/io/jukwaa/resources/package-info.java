/** The built-in resources: each answers a guest's commands and sees only the calling tenant. */
@NullMarked
package io.jukwaa.resources;

import org.jspecify.annotations.NullMarked;
