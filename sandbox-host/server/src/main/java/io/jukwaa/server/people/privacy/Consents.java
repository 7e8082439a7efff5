package io.jukwaa.server.people.privacy;

import io.jukwaa.message.UserMessage;
import io.jukwaa.store.ConsentStore;
import io.jukwaa.store.ConsentStore.Consent;
import io.jukwaa.store.ConsentStore.Source;
import io.jukwaa.store.ConsentStore.State;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes down that people agreed to be written to, or take it back. It says what was said; who is written to say opt-outs.
 * Thread-safe; blocks.
 */
public record Consents(ConsentStore store, InstantSource clock) {
  /**
   * What somebody said just now.
   *
   * @param address with its plus or without
   * @param channel key of the channel or name of the network, or {@link ConsentStore#EVERY_CHANNEL}
   * @param evidence id of the message that says so, or name of the file; null if there is none
   */
  public record Said(String address, String channel, State state, Source source, @Nullable String evidence) {}

  /** Adds it to the person's history. */
  public void record(String tenant, Said said) {
    store.record(tenant, new Consent(ConsentStore.standard(said.address()), said.channel(), said.state(), said.source(),
        clock.instant(), said.evidence()));
  }

  /** The same unless something is known already: a list does not undo what people said themselves. */
  public void recordIfUnknown(String tenant, Said said) {
    if (store.current(tenant, ConsentStore.standard(said.address()), said.channel()) == null) {
      record(tenant, said);
    }
  }

  /**
   * The operator of a channel takes no message to somebody, who wants none: consent to it is withdrawn. Written down once
   * as long as it holds.
   */
  public void blocked(String tenant, String channel, String address, String messageId) {
    if (block(tenant, channel, address) == null) {
      record(tenant, new Said(address, channel, State.WITHDRAWN, Source.OPERATOR, messageId));
    }
  }

  /** Somebody wrote by a channel: if its operator blocked them before that, it does no more. */
  public void heard(String tenant, String channel, String address, UserMessage message) {
    Consent block = block(tenant, channel, address);
    if (block != null && block.time().isBefore(message.timestamp())) {
      record(tenant, new Said(address, channel, State.GIVEN, Source.OPERATOR, message.messageId()));
    }
  }

  /** Since when and why the operator of a channel takes nothing to an address, whatever else was said; null if it does. */
  public @Nullable Consent block(String tenant, String channel, String address) {
    return history(tenant, address).stream()
        .filter(one -> one.source() == Source.OPERATOR && one.channel().equals(channel)).reduce((_, newer) -> newer)
        .filter(newest -> newest.state() == State.WITHDRAWN).orElse(null);
  }

  /** What holds now; null if nothing was ever said. */
  public @Nullable Consent current(String tenant, String address, String channel) {
    return store.current(tenant, ConsentStore.standard(address), channel);
  }

  /** All that was said, the oldest first. */
  public List<Consent> history(String tenant, String address) {
    return store.history(tenant, ConsentStore.standard(address));
  }
}
