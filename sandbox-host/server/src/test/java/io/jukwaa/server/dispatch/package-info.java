/** Tests of the way of a message through the host. */
@org.jspecify.annotations.NullMarked
package io.jukwaa.server.dispatch;
