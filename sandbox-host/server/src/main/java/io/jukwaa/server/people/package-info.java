/**
 * What a tenant does with the people it knows: import, export, groups, consent, deletion. No web and no terminal: commands
 * and routes call these services. They block; their callers are virtual threads or a command's own.
 */
@NullMarked
package io.jukwaa.server.people;

import org.jspecify.annotations.NullMarked;
