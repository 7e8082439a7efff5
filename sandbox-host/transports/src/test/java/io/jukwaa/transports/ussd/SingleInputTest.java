package io.jukwaa.transports.ussd;

import static org.assertj.core.api.Assertions.assertThat;

import io.jukwaa.message.UserMessage;
import io.jukwaa.transports.Host;
import io.jukwaa.transports.ScriptedPort.Line;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Gateways that send the last answer alone: is it a retry, or the same answer to the next question? */
class SingleInputTest {
  private static final String DIALS = "/ussd/d?transactionId=t&msisdn=2567&ussdServiceCode=*2%23&response=false"
      + "&ussdRequestString=*2%23";
  private static final String SAYS_ONE = "/ussd/d?transactionId=t&msisdn=2567&ussdServiceCode=*2%23&response=true"
      + "&ussdRequestString=1";

  private final Host host = new Host();

  {
    host.channel("d", "ussd-http", Map.of("map", "dmark"));
  }

  @AfterEach
  void stop() {
    host.close();
  }

  @Test
  void takesTheSameInputAfterAScreenForANewAnswer() {
    host.get(DIALS);
    host.get(SAYS_ONE);
    host.get(SAYS_ONE);

    assertThat(host.port.ran).extracting(UserMessage::content).containsExactly(null, "1", "1");
  }

  @Test
  void takesTheSameInputBeforeAScreenForARetry() throws InterruptedException {
    host.get(DIALS);
    CompletableFuture<Line> later = new CompletableFuture<>();
    host.port.app = message -> later;
    host.port.awaitHandOvers(1);

    CompletableFuture<HttpResponse<String>> first = host.sendLater(host.request(SAYS_ONE).GET().build());
    host.port.awaitHandOvers(1);
    CompletableFuture<HttpResponse<String>> second = host.sendLater(host.request(SAYS_ONE).GET().build());
    host.port.awaitHandOvers(1);
    later.complete(Line.ask("Next"));

    assertThat(first.join().body()).contains("Next");
    assertThat(second.join().body()).contains("Next");
    assertThat(host.port.ran).hasSize(2);
  }

  @Test
  void takesAFirstRequestSentAgainForARetry() {
    host.get(DIALS);
    host.get(DIALS);

    assertThat(host.port.ran).hasSize(1);
  }

  @Test
  void startsAnewWhenAnAnsweredSessionIsDialledAgain() {
    host.get(DIALS);
    host.get(SAYS_ONE);
    host.get(DIALS);

    assertThat(host.port.ran).extracting(message -> message.sessionEvent().wire()).containsExactly("new", "resume",
        "new");
  }
}
