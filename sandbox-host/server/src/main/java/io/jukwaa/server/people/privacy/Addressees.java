package io.jukwaa.server.people.privacy;

import io.jukwaa.message.Channel;
import io.jukwaa.server.routing.Tables;
import io.jukwaa.store.ConsentStore.Consent;
import io.jukwaa.store.OptOutStore;
import org.jspecify.annotations.Nullable;

/** Who gets replies only. Thread-safe; blocks. */
public record Addressees(Tables tables, OptOutStore optOuts, Consents consents) {
  /**
   * Why a message that is no reply does not leave to an address: the person opted out of the tenant, or the channel's
   * operator has said that they take nothing from it, and they have not written by it since.
   *
   * @return null if it may leave
   */
  public @Nullable String refusal(Channel channel, String address) {
    if (tables.refusesBulk(channel.tenant(), address, optOuts)) {
      return "opted out: the receiver wants no more messages";
    }
    Consent block = consents.block(channel.tenant(), channel.key(), address);
    return block == null ? null : "blocked: the operator takes no messages to the receiver, since " + block.time();
  }
}
