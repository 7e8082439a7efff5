/** What the golden tables of {@code http.*} cannot show. */
@NullMarked
package io.jukwaa.resources.http;

import org.jspecify.annotations.NullMarked;
