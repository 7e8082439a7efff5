package io.jukwaa.resources;

import io.jukwaa.message.Stamp;
import io.jukwaa.message.UserMessage;
import io.jukwaa.resource.CommandException;
import io.jukwaa.resource.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A run that keeps what it was told to send. One thread at a time. */
final class RecordedRun implements Run {
  private final Supplier<Stamp> stamps;
  private final @Nullable String refusal;
  private final List<UserMessage> sent = new ArrayList<>();
  private @Nullable UserMessage inbound;

  /** @param refusal why nothing can be sent; null if it can */
  RecordedRun(@Nullable UserMessage inbound, Supplier<Stamp> stamps, @Nullable String refusal) {
    this.inbound = inbound;
    this.stamps = stamps;
    this.refusal = refusal;
  }

  @Override
  public @Nullable UserMessage inbound() {
    return inbound;
  }

  @Override
  public void send(UserMessage message) {
    if (refusal != null) {
      throw new CommandException(refusal);
    }
    sent.add(message);
  }

  @Override
  public Stamp replyStamp() {
    return stamps.get();
  }

  @Override
  public Stamp sendStamp() {
    return replyStamp();
  }

  @Override
  public void inherit(UserMessage changed) {
    inbound = changed;
  }

  /** How much was sent since the last call of {@link #takeSent}. */
  int sentSoFar() {
    return sent.size();
  }

  /** What was sent since the last call. */
  List<UserMessage> takeSent() {
    List<UserMessage> taken = List.copyOf(sent);
    sent.clear();
    return taken;
  }
}
