/** The resource {@code kv}: a tenant's key-value records, shared by its apps. */
@NullMarked
package io.jukwaa.resources.kv;

import org.jspecify.annotations.NullMarked;
