/** The resource {@code config}: what the owner set for the app. */
@NullMarked
package io.jukwaa.resources.config;

import org.jspecify.annotations.NullMarked;
