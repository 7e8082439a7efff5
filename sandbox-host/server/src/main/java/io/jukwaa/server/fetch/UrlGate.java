package io.jukwaa.server.fetch;

import io.jukwaa.resources.http.FetchException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/**
 * Judges where guests may connect to. A name is resolved once; all its addresses must be public, so that a name with
 * one private address among them is of no use. Thread-safe; blocks on the resolver.
 */
public final class UrlGate {
  /** Names that mean something only inside a network. */
  private static final Set<String> PRIVATE_DOMAINS = Set.of("localhost", "local", "internal", "localdomain", "home",
      "lan",
      "corp", "arpa", "onion", "invalid");
  /**
   * Services that are not HTTP but may be harmed by lines in a request: those of the Fetch standard, and the
   * databases, brokers and gateways found near a platform like this.
   */
  private static final Set<Integer> REFUSED_PORTS = Set.of(1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43,
      53,
      69, 77, 79, 87, 95, 101, 102, 103, 104, 109, 110, 111, 113, 115, 117, 119, 123, 135, 137, 138, 139, 143, 161, 162,
      179, 389, 427, 445, 465, 512, 513, 514, 515, 526, 530, 531, 532, 540, 548, 554, 556, 563, 587, 601, 636, 873, 989,
      990, 993, 995, 1433, 1521, 1719, 1720, 1723, 1883, 2049, 2181, 2775, 3268, 3306, 3389, 3659, 4045, 4190, 4369,
      5060,
      5061, 5432, 5671, 5672, 5900, 6000, 6379, 6380, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 8883,
      9042, 9092, 10080, 11211, 27017);

  private final HostResolver resolver;
  private final Predicate<InetAddress> isPublic;

  /** The gate of an installation on the internet. */
  public UrlGate() {
    this(HostResolver.SYSTEM);
  }

  /** The same with another way to find addresses. */
  public UrlGate(HostResolver resolver) {
    this(resolver, PublicAddresses::contain);
  }

  /** @param isPublic which addresses any app may reach */
  public UrlGate(HostResolver resolver, Predicate<InetAddress> isPublic) {
    this.resolver = resolver;
    this.isPublic = isPublic;
  }

  /** A gate that lets further addresses pass, for networks whose public part the standard ones do not know. */
  public UrlGate alsoPublic(Predicate<InetAddress> more) {
    return new UrlGate(resolver, isPublic.or(more));
  }

  /**
   * The address to connect to.
   *
   * @param privateHosts {@code host:port} that pass although name, port or address would be refused
   * @throws FetchException if none may be connected to, or it is not known within the time
   */
  InetAddress admit(WebAddress to, Set<String> privateHosts, Duration within) {
    boolean granted = privateHosts.contains(to.hostAndPort());
    if (!granted) {
      refuseByName(to);
    }
    List<InetAddress> addresses = resolved(to, within);
    if (!granted && !addresses.stream().allMatch(isPublic)) {
      throw new FetchException("address of " + to.host() + " is not public");
    }
    return addresses.stream().filter(Inet4Address.class::isInstance).findFirst().orElse(addresses.getFirst());
  }

  private static void refuseByName(WebAddress to) {
    if (REFUSED_PORTS.contains(to.port())) {
      throw new FetchException("port " + to.port() + " is not for HTTP");
    }
    String last = to.host().substring(to.host().lastIndexOf('.') + 1);
    if (!to.isLiteral() && (to.host().indexOf('.') < 0 || PRIVATE_DOMAINS.contains(last))) {
      throw new FetchException("host " + to.host() + " is not public");
    }
  }

  private List<InetAddress> resolved(WebAddress to, Duration within) {
    CompletableFuture<List<InetAddress>> answer = new CompletableFuture<>();
    Thread.ofVirtual().name("resolve").start(() -> resolve(to, answer));
    try {
      return answer.get(within.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new FetchException("no answer for host " + to.host() + " in time");
    } catch (ExecutionException e) {
      throw new FetchException("cannot resolve host " + to.host());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FetchException("request was cancelled");
    }
  }

  private void resolve(WebAddress to, CompletableFuture<List<InetAddress>> answer) {
    try {
      List<InetAddress> addresses = to.isLiteral() ? List.of(literal(to)) : resolver.resolve(to.host());
      if (addresses.isEmpty()) {
        throw new UnknownHostException(to.host());
      }
      answer.complete(addresses);
    } catch (UnknownHostException | RuntimeException e) {
      answer.completeExceptionally(e);
    }
  }

  /** Never asks a name server: the host is a literal of the canonical form. */
  private static InetAddress literal(WebAddress to) throws UnknownHostException {
    return InetAddress.getByName(to.isIpv6() ? "[" + to.host() + "]" : to.host());
  }
}
