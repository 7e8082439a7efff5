package io.jukwaa.worker;

import org.jspecify.annotations.Nullable;

/** Answers nothing a guest asks for. */
enum Nobody implements GuestRealm.Requests {
  INSTANCE;

  @Override
  public void request(int number, String command, String json) {}

  @Override
  public @Nullable String configured(String key) {
    return null;
  }

  @Override
  public void sleep(int timer, long milliseconds) {}
}
