package io.jukwaa.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.jukwaa.frame.Frame.Request;
import io.jukwaa.message.Fields;
import io.jukwaa.resource.App;
import io.jukwaa.resource.Caller;
import io.jukwaa.resource.Command;
import io.jukwaa.resource.Execution;
import io.jukwaa.resource.Reply;
import io.jukwaa.resource.Resource;
import io.jukwaa.resource.Tenant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** In what order, and on which threads, a run's commands are carried out. */
@Timeout(60)
class WorkerRunTest {
  private static final Tenant TENANT = new Tenant("tenant", false, 1, Set.of());
  private static final App APP = new App("app", "tenant", "app.js", "", "any", Map.of(), Set.of(), false, Set.of());

  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final List<String> done = new CopyOnWriteArrayList<>();
  private final CountDownLatch slow = new CountDownLatch(1);

  @AfterEach
  void close() {
    slow.countDown();
    executor.close();
  }

  @Test
  void commandsThatStandInLineWaitForEachOtherAndTheReaderForNone() {
    WorkerRun run = run(Execution.IN_ORDER);
    run.request(command(1, "slow"));
    run.request(command(2, "quick"));
    run.request(command(3, "quick"));
    assertThat(done).isEmpty();

    slow.countDown();
    run.awaitCommands();
    assertThat(done).containsExactly("1", "2", "3");
  }

  @Test
  void oneThatBreaksDoesNotHoldUpThoseBehindIt() {
    WorkerRun run = run(Execution.IN_ORDER);
    run.request(command(1, "broken"));
    run.request(command(2, "quick"));
    run.awaitCommands();
    assertThat(done).containsExactly("2");
  }

  @Test
  void commandsApartOvertake() {
    WorkerRun run = run(Execution.APART);
    run.request(command(1, "slow"));
    run.request(command(2, "quick"));
    Awaitility.await().until(() -> done.contains("2"));
    slow.countDown();
    run.awaitCommands();
    assertThat(done).containsExactly("2", "1");
  }

  @Test
  void commandsAtOnceAreDoneWhenTheReaderGoesOn() {
    WorkerRun run = run(Execution.AT_ONCE);
    run.request(command(1, "quick"));
    assertThat(done).containsExactly("1");
  }

  /** Its messages may have to give way, while the reader has others of the tenant to serve. */
  @Test
  void whatWritesToManyGoesOnInOrderWithoutTheReader() {
    WorkerRun run = run(Execution.AT_ONCE);
    for (int number = 1; number <= 3; number++) {
      run.request(command(number, "outbound.quick"));
    }
    assertThat(done).containsExactly("1", "2", "3");
    run.request(command(4, "outbound.slow"));
    run.request(command(5, "quick"));
    assertThat(done).containsExactly("1", "2", "3");
    slow.countDown();
    run.awaitMessages();
    run.awaitCommands();
    assertThat(done).containsExactly("1", "2", "3", "4", "5");
  }

  private Request command(int number, String operation) {
    return new Request(1, 0, operation.contains(".") ? operation : "line." + operation,
        "{\"cmd_id\":\"" + number + "\",\"number\":\"" + number + "\"}");
  }

  private WorkerRun run(Execution execution) {
    return new WorkerRun(new Caller(TENANT, APP, FakeWorkersFixture.NoMessages.INSTANCE),
        new Resources(List.of(new Line("line", execution), new Line("outbound", execution)),
            new FakeWorkersFixture.Log()),
        new ObjectMapper(), executor);
  }

  private final class Line implements Resource {
    private final String name;
    private final Execution execution;

    Line(String name, Execution execution) {
      this.name = name;
      this.execution = execution;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public Set<String> operations() {
      return Set.of("slow", "quick", "broken");
    }

    @Override
    public Execution execution() {
      return execution;
    }

    @Override
    public Reply handle(Caller caller, Command command) {
      if (command.operation().equals("broken")) {
        throw new StackOverflowError("as deep as an app could make it");
      }
      if (command.operation().equals("slow")) {
        awaitSlow();
      }
      done.add(String.valueOf(command.arguments().members().get("number")));
      return new Reply.Success(Fields.EMPTY);
    }

    private void awaitSlow() {
      try {
        slow.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
