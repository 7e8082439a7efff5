/** Vumi's own JSON over HTTP, answered in the same request: for gateways of one's own and for tests. */
@NullMarked
package io.jukwaa.transports.json;

import org.jspecify.annotations.NullMarked;
