/**
 * Vumi Go's HTTP API: conversations whose app is a program elsewhere, which sends by PUT and hears by POST or by a
 * stream. Such a conversation is an app whose program is the host.
 *
 * <p>Start at {@link io.jukwaa.server.httpapi.HttpApi}. The formats are those of vumi-go, {@code
 * go/apps/http_api_nostream} and {@code go/apps/http_api} (sandbox-protocol 7.1).
 */
@NullMarked
package io.jukwaa.server.httpapi;

import org.jspecify.annotations.NullMarked;
