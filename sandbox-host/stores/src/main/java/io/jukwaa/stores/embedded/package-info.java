/** The store ports on one embedded database in one data folder. */
@NullMarked
package io.jukwaa.stores.embedded;

import org.jspecify.annotations.NullMarked;
