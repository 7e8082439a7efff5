package io.jukwaa.resources.http;

/**
 * The way out to the web, with everything that guards it: which addresses may be reached, redirects, limits.
 * Thread-safe; blocks until the response is complete.
 */
@FunctionalInterface
public interface HttpFetcher {
  /**
   * Carries the request out and follows redirects: 301, 302, 307 and 308 of GET and HEAD, and 303, which becomes a GET.
   *
   * @throws FetchException if there is no response to give; its message is for the guest
   */
  FetchResponse fetch(FetchRequest request);
}
