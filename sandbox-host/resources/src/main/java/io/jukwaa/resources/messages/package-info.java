/** The resource {@code messagestore}: figures on the messages of an app. */
@NullMarked
package io.jukwaa.resources.messages;

import org.jspecify.annotations.NullMarked;
