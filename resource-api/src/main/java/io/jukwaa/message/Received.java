package io.jukwaa.message;

/** What a transport hands over: a user's message, or word of what became of one that left. */
public sealed interface Received permits UserMessage, MessageEvent {
  /** The whole payload. */
  Fields json();
}
