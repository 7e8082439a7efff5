/**
 * How a tenant's messages find their apps: routers between channels and apps, opt-outs, and what phones are told that
 * nothing claims. A {@link io.jukwaa.server.routing.Table} is read from text and checked as a whole; a {@link
 * io.jukwaa.server.routing.Walk} finds the way of one message and changes nothing.
 */
@NullMarked
package io.jukwaa.server.routing;

import org.jspecify.annotations.NullMarked;
