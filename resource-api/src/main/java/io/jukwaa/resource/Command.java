package io.jukwaa.resource;

import io.jukwaa.message.Fields;

/**
 * One request of a guest app, for example {@code {"cmd": "kv.get", "key": "users.x.+2782"}}.
 *
 * @param name the full name; split at its first dot into resource and operation
 * @param arguments the parameters, without the envelope ({@code cmd}, {@code cmd_id}, {@code reply})
 */
public record Command(String name, Fields arguments) {
  /** The part before the first dot; empty without a dot. */
  public String resource() {
    int dot = name.indexOf('.');
    return dot < 0 ? "" : name.substring(0, dot);
  }

  /** The part behind the first dot; the whole name without a dot. */
  public String operation() {
    return name.substring(name.indexOf('.') + 1);
  }
}
