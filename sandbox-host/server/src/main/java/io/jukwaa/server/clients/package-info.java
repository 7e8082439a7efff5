/**
 * What every API for programs elsewhere needs: what they are told waits in {@link io.jukwaa.server.clients.Parcels} and
 * leaves by a {@link io.jukwaa.server.clients.Push}; what they send goes by {@link io.jukwaa.server.clients.Replies} if a
 * phone waits for it, and once, as {@link io.jukwaa.server.clients.RequestKeys} says. Vumi Go's API and Junebug's are
 * faces of it.
 */
@NullMarked
package io.jukwaa.server.clients;

import org.jspecify.annotations.NullMarked;
