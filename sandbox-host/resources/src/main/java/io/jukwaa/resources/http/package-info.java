/** The resource {@code http}: requests to the web, through the port {@link io.jukwaa.resources.http.HttpFetcher}. */
@NullMarked
package io.jukwaa.resources.http;

import org.jspecify.annotations.NullMarked;
