package io.jukwaa.stores.cassandra;

import static io.jukwaa.stores.contract.Samples.START;
import static io.jukwaa.stores.contract.Samples.inbound;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.tools.attach.VirtualMachine;
import io.jukwaa.local.CassandraProcess;
import io.jukwaa.resource.App;
import io.jukwaa.store.MessageLog;
import io.jukwaa.store.MessageLog.Direction;
import io.jukwaa.store.StoreException;
import io.jukwaa.stores.contract.Samples;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.management.Attribute;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What callers see when Cassandra is killed, and what is there when it is back. */
final class CassandraOutageTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(2);
  private static final App APP = Samples.app(Samples.fresh("outage"));

  @RegisterExtension
  static final CassandraFixture CASSANDRA = new CassandraFixture(settings -> settings.withRequestTimeout(TIMEOUT));

  @Test
  void failsSoonWhileItIsGoneAndWorksSoonAfter() throws Exception {
    CassandraProcess process = RealCassandra.get().process();
    assumeTrue(process != null, "a Cassandra that was given is not ours to kill");
    Objects.requireNonNull(process);
    MessageLog log = CASSANDRA.stores().messages();
    List<String> acknowledged = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      log.appendInbound(APP, "c", inbound("m" + i, "+27", START.plusSeconds(i)));
      acknowledged.add("m" + i);
    }
    CASSANDRA.stores().durability().flush();
    process.kill();
    try {
      for (int i = 0; i < 3; i++) {
        failsSoon(() -> log.appendInbound(APP, "c", inbound("lost", "+27", START)));
        failsSoon(() -> log.latest(APP, Direction.INBOUND, 1));
        failsSoon(() -> CASSANDRA.stores().contacts().find("acme", "c"));
      }
      log.complete(APP, "c", "m0");
      assertThat(CASSANDRA.stores().availability().trouble()).startsWith("cassandra: ");
    } finally {
      process.restart();
      process.awaitReady();
    }
    Awaitility.await("it is used again").atMost(Duration.ofSeconds(5)).ignoreExceptionsInstanceOf(StoreException.class)
        .until(() -> log.appendInbound(APP, "c", inbound("after", "+27", START.plusSeconds(100))));
    for (String id : acknowledged) {
      assertThat(log.find(APP, Direction.INBOUND, id)).as(id).isNotNull();
    }
    assertThat(log.latest(APP, Direction.INBOUND, 100)).hasSizeGreaterThanOrEqualTo(51);
    assertThat(CASSANDRA.stores().availability().trouble()).isNull();
    Awaitility.await("the mark that nobody waited for is made").until(() -> log.isComplete(APP, "c", "m0"));
    Awaitility.await("the session beside the stores is back").ignoreExceptions()
        .until(() -> CASSANDRA.session().execute("select name from schema_version").one() != null);
  }

  /** Several of one row at once may hold up each other until it does. */
  @Test
  void goesOnOnTheSameConnectionWhenItGivesUpAWriteWithACondition() throws Exception {
    CassandraProcess process = RealCassandra.get().process();
    assumeTrue(process != null, "a Cassandra that was given is not ours to set");
    long pid = Objects.requireNonNull(process).process().pid();
    MessageLog log = CASSANDRA.stores().messages();
    giveUpConditionsAfter(pid, 0);
    try {
      for (int i = 0; i < 3; i++) {
        assertThatThrownBy(() -> log.appendInbound(APP, "c", inbound("given up", "+27", START)))
            .isInstanceOf(StoreException.class).hasMessageContaining("CAS");
        assertThat(log.find(APP, Direction.INBOUND, "given up")).isNull();
      }
    } finally {
      giveUpConditionsAfter(pid, 60_000);
    }
    assertThat(log.appendInbound(APP, "c", inbound("given up", "+27", START))).isTrue();
  }

  @SuppressWarnings("BanJNDI") // the address is that of a process of our own
  private static void giveUpConditionsAfter(long pid, long millis) throws Exception {
    VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
    try (JMXConnector connector = JMXConnectorFactory
        .connect(new JMXServiceURL(machine.startLocalManagementAgent()))) {
      connector.getMBeanServerConnection().setAttribute(new ObjectName("org.apache.cassandra.db:type=StorageProxy"),
          new Attribute("CasContentionTimeout", millis));
    } finally {
      machine.detach();
    }
  }

  @Test
  void saysWhichAddressDoesNotAnswer() throws Exception {
    int closed;
    try (ServerSocket socket = new ServerSocket(0)) {
      closed = socket.getLocalPort();
    }
    CassandraSettings settings = CassandraSettings.at(new InetSocketAddress(InetAddress.getLoopbackAddress(), closed));
    assertThatThrownBy(() -> CassandraStores.open(settings, CASSANDRA.clock())).isInstanceOf(StoreException.class)
        .hasMessageContaining("127.0.0.1:" + closed).hasMessageContaining("expected: a Cassandra that answers");
  }

  private static void failsSoon(ThrowingCallable call) {
    long before = System.nanoTime();
    assertThatThrownBy(call).isInstanceOf(StoreException.class);
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(TIMEOUT.multipliedBy(3));
  }
}
