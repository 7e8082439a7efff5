/** Tests of the benchmarks: that what is measured is what is meant. */
@NullMarked
package io.jukwaa.server.bench;

import org.jspecify.annotations.NullMarked;
