/** Every command against its golden table: {@link io.jukwaa.resources.GoldenTest}. */
@NullMarked
package io.jukwaa.resources;

import org.jspecify.annotations.NullMarked;
