package io.jukwaa.resource;

/**
 * What one run of a tenant's apps may use, and how much of the host the tenant may have at once.
 *
 * @param wallMillis milliseconds from the run's beginning, waiting included
 * @param cpuMillis milliseconds of processor time of the guest
 * @param allocatedBytes bytes allocated, kept or not
 * @param requests commands it may send
 * @param outputBytes bytes of all its commands together
 * @param liveRequests commands carried out at once; more wait
 * @param logLines lines kept; more are left out
 * @param httpCalls HTTP requests; more are refused
 * @param messages messages it may send; more are refused
 * @param queuedMessages messages of the tenant's users, waiting or running, in all its apps; more are refused
 * @param valueBytes bytes of one key-value record, as JSON; larger ones are refused
 * @param metricNames names of metrics the tenant's apps may have fired in all; further ones are refused
 * @param stringLength UTF-16 units of the longest string a guest can make; at least {@value #LEAST_LENGTH}
 * @param typedArrayLength elements of the longest typed array and bytes of the largest buffer; at least
 *     {@value #LEAST_LENGTH}
 */
public record Limits(long wallMillis, long cpuMillis, long allocatedBytes, int requests, int outputBytes,
    int liveRequests, int logLines, int httpCalls, int messages, int queuedMessages, int valueBytes, int metricNames,
    int stringLength, int typedArrayLength) {
  /** Less, and the bridge and the modules themselves would not fit. */
  public static final int LEAST_LENGTH = 1 << 20;
  /** What a tenant has of whom nothing else was said. */
  public static final Limits DEFAULT = new Limits(10_000, 2_000, 256L << 20, 500, 1 << 20, 20, 200, 50, 100, 200,
      256 << 10, 1_000, 8 << 20, 32 << 20);
}
