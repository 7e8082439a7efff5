/**
 * The pages of this repository, held to what they say: blocks are executed, tables compared with the code.
 *
 * <p>Start at {@link io.jukwaa.server.documentation.DocumentationIT}, which says what a block means.
 */
@NullMarked
package io.jukwaa.server.documentation;

import org.jspecify.annotations.NullMarked;
