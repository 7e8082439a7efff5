package io.jukwaa.resources.http;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request of a guest.
 *
 * @param method GET, HEAD, POST, PUT, DELETE or PATCH
 * @param url as the guest gave it; the fetcher judges it
 * @param headers in order; none of those the fetcher sets itself
 * @param body null for none. Whoever has it may not change it
 * @param verify whether certificate and host name are checked; the address is checked in any case
 * @param privateHosts {@code host:port} that may be reached although their address is private
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and copying bodies buys nothing
public record FetchRequest(String method, String url, List<Header> headers, byte @Nullable [] body, boolean verify,
    Set<String> privateHosts, HttpLimits limits) {
  // Not the compact form: the parameters of that lose their type annotations in the class file.
  public FetchRequest(String method, String url, List<Header> headers, byte @Nullable [] body, boolean verify,
      Set<String> privateHosts, HttpLimits limits) {
    this.method = method;
    this.url = url;
    this.headers = List.copyOf(headers);
    this.body = body;
    this.verify = verify;
    this.privateHosts = Set.copyOf(privateHosts);
    this.limits = limits;
  }
}
