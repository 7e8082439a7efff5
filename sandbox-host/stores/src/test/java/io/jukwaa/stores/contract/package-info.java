/** What each engine's stores must do, whatever they are made of: one abstract test class for each port. */
@NullMarked
package io.jukwaa.stores.contract;

import org.jspecify.annotations.NullMarked;
