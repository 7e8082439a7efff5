/** What Linux can hold a process to, called through Java's foreign functions: no native code of ours, no root. */
@NullMarked
package io.jukwaa.confinement;

import org.jspecify.annotations.NullMarked;
