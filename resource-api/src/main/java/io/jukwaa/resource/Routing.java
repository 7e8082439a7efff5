package io.jukwaa.resource;

/**
 * How a tenant's messages find their apps, as somebody wrote it once. Another version replaces it; it stays for those
 * who ask why a message went where it went.
 *
 * @param version counts from 1 in each tenant
 * @param savedAt when it came to be, ISO 8601 in UTC
 * @param source where it came from
 * @param rules a JSON object, as the section {@code routing} of a deployment has it
 */
public record Routing(String tenant, int version, String savedAt, Source source, String rules) {
  /** Where a version came from. */
  public enum Source {
    /** The settings file that the host was started with. */
    FILE,
    /** Somebody told the running host. */
    CALLER
  }
}
