package io.jukwaa.server.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.jukwaa.server.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Africa's Talking as far as sending goes, on a port of its own. It takes every message unless told otherwise, and
 * calls the first {@code ATXid_1}.
 */
public final class StubOperator implements AutoCloseable {
  private final HttpServer server;
  private final AtomicInteger ids = new AtomicInteger();
  private final List<Map<String, String>> asked = Collections.synchronizedList(new ArrayList<>());
  private volatile Desk desk = _ -> Answer.taken();
  private volatile Consumer<Taken> taken = _ -> {};

  /** Decides on an answer, now or later; on a thread of its own. */
  @FunctionalInterface
  public interface Desk {
    Answer answer(Map<String, String> form) throws InterruptedException;
  }

  /**
   * What it says.
   *
   * @param code of the recipient in its table; ignored if the status is none of success
   */
  public record Answer(int status, int code, String words) {
    public static Answer taken() {
      return new Answer(201, 101, "Success");
    }

    public static Answer refused(int code, String words) {
      return new Answer(201, code, words);
    }

    /** For everybody. */
    public static Answer failed(int status) {
      return new Answer(status, 0, "not now");
    }
  }

  /** A message it took, and what it calls it. */
  public record Taken(String id, String to, String text) {}

  private StubOperator(HttpServer server) {
    this.server = server;
  }

  /** Starts one on a free port. */
  public static StubOperator start() {
    StubOperator operator;
    try {
      operator = new StubOperator(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    operator.server.createContext("/", operator::handle);
    operator.server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    operator.server.start();
    return operator;
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/version1/messaging";
  }

  /** How it answers from now on. */
  public void become(Desk next) {
    desk = next;
  }

  /** Whom it tells, before it answers, of each message that it takes from now on; on a thread of its own. */
  public void tell(Consumer<Taken> listener) {
    taken = listener;
  }

  /** Every message it was asked to take, whatever it said. */
  public List<Map<String, String>> asked() {
    synchronized (asked) {
      return List.copyOf(asked);
    }
  }

  /** Texts it was asked to take, in order. */
  public List<String> texts() {
    return asked().stream().map(form -> form.getOrDefault("message", "")).toList();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Map<String, String> form = form(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
      asked.add(form);
      Answer answer = desk.answer(form);
      byte[] body = (answer.status() < 300 ? json(form, answer) : answer.words()).getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(answer.status(), body.length);
      exchange.getResponseBody().write(body);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private String json(Map<String, String> form, Answer answer) {
    boolean takes = answer.code() == 101;
    String id = takes ? "ATXid_" + ids.incrementAndGet() : "None";
    if (takes) {
      taken.accept(new Taken(id, form.getOrDefault("to", ""), form.getOrDefault("message", "")));
    }
    return Json.text(Map.of("SMSMessageData", Map.of("Message", "Sent to 1/1 Total Cost: KES 0.8000", "Recipients",
        List.of(Map.of("statusCode", answer.code(), "number", form.getOrDefault("to", ""), "status", answer.words(),
            "cost", "KES 0.8000", "messageId", id)))));
  }

  private static Map<String, String> form(String body) {
    Map<String, String> form = new LinkedHashMap<>();
    for (String field : body.split("&", -1)) {
      String[] parts = field.split("=", 2);
      form.put(decoded(parts[0]), decoded(parts.length > 1 ? parts[1] : ""));
    }
    return form;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
