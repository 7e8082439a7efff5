package io.jukwaa.server.junebug;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A request that is turned away, in Junebug's words. Carries no stack: it is the client's fault. */
final class ApiRefusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final transient List<Map<String, Object>> errors;
  private final String allowed;

  private ApiRefusal(int status, String description, List<Map<String, Object>> errors, String allowed) {
    super(description, null, false, false);
    this.status = status;
    this.errors = List.copyOf(errors);
    this.allowed = allowed;
  }

  /** 400: one thing is wrong with what is asked. */
  static ApiRefusal usage(String message) {
    return bad("api usage error", "ApiUsageError", message);
  }

  /** 400: the body has not the form that it must have; one of {@link #misfit} for each reason. */
  static ApiRefusal misfits(List<Map<String, Object>> errors) {
    return new ApiRefusal(400, "api usage error", errors, "");
  }

  /** @param path which part of the form is not kept */
  static Map<String, Object> misfit(String message, List<String> path) {
    Map<String, Object> error = error("invalid_body", message);
    error.put("schema_path", path);
    return error;
  }

  /** 400. */
  static ApiRefusal bad(String description, String type, String message) {
    return new ApiRefusal(400, description, List.of(error(type, message)), "");
  }

  /** 401, whether what is asked for is there or not. */
  static ApiRefusal unauthorized() {
    return http(401, "Unauthorized",
        "Authorization: refused (expected: user and password of an app, or a caller of this machine if it has none)",
        "");
  }

  /** 404. */
  static ApiRefusal notFound(String description, String type, String message) {
    return new ApiRefusal(404, description, List.of(error(type, message)), "");
  }

  /** 404 for a path that is none. */
  static ApiRefusal nothing() {
    return http(404, "Not Found", "path: not found (expected: a path of this API)", "");
  }

  /** 405: Junebug did this, and this host does not. */
  static ApiRefusal notAllowed(String message, String allowed) {
    return http(405, "Method Not Allowed", message, allowed);
  }

  /** 429: nothing was done, and it may be tried again soon. */
  static ApiRefusal tooMany(int most) {
    return http(429, "Too Many Requests", "requests: " + most + " of this tenant are open (expected: fewer at a time)",
        "");
  }

  int status() {
    return status;
  }

  String description() {
    return String.valueOf(getMessage());
  }

  List<Map<String, Object>> errors() {
    return errors;
  }

  /** The methods there are; empty if that is not what is wrong. */
  String allowed() {
    return allowed;
  }

  private static ApiRefusal http(int status, String type, String message, String allowed) {
    Map<String, Object> error = error(type, message);
    error.put("code", status);
    return new ApiRefusal(status, message, List.of(error), allowed);
  }

  private static Map<String, Object> error(String type, String message) {
    Map<String, Object> error = new LinkedHashMap<>();
    error.put("type", type);
    error.put("message", message);
    return error;
  }
}
