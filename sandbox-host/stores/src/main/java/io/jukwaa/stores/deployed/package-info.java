/** Tenants, apps and channels, wherever an engine keeps them. */
@NullMarked
package io.jukwaa.stores.deployed;

import org.jspecify.annotations.NullMarked;
