/**
 * The benchmarks of {@code ./jukwaa bench}: a real host in a process of its own, beside other ways of running the same
 * app. Linux only, as processor time and memory are read from {@code /proc}. Nothing here is part of a running host.
 */
@NullMarked
package io.jukwaa.server.bench;

import org.jspecify.annotations.NullMarked;
