/** The resource {@code contacts}: the people a tenant's apps know. */
@NullMarked
package io.jukwaa.resources.contacts;

import org.jspecify.annotations.NullMarked;
