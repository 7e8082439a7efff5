package io.jukwaa.transports.smpp;

import io.jukwaa.message.Channel;
import io.jukwaa.message.Receipt;
import io.jukwaa.message.SessionEvent;
import io.jukwaa.message.Stamp;
import io.jukwaa.message.UserMessage;
import io.jukwaa.transports.Failures;
import io.jukwaa.transports.TransportContext;
import io.jukwaa.transports.smpp.Delivery.BrokenPduException;
import io.jukwaa.transports.smpp.Retold.Told;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what an operator delivers, and says so when it is on the disk; what is not, the operator is to tell again.
 *
 * <p>A deliver_sm is looked at in this order: a receipt that says so, a part of a text, a step of a USSD
 * session, a receipt that looks like one, a text. Called by the thread
 * that reads a session, which texts never block, so that those of one user keep their order; the rest runs on virtual
 * threads.
 */
final class Deliveries implements BiConsumer<Link, byte[]> {
  private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);
  private static final Executor THREADS = task -> Thread.ofVirtual().name("delivery").start(task);
  /** So many are not answered yet, at most. */
  private static final int AT_ONCE = 1_000;
  private static final CompletionStage<Void> DONE = CompletableFuture.completedStage(null);

  private final Channel channel;
  private final TransportContext context;
  private final Reading reading;
  private final Fragments fragments;
  private final ReceiptReading receipts;
  private final boolean receiptsByText;
  private final @Nullable UssdSessions ussd;
  private final Duration ussdWithin;
  private final Retold retold;
  private final Semaphore room = new Semaphore(AT_ONCE);
  private final Map<String, Told> thoughtAbout = new ConcurrentHashMap<>();

  /** What the channel is told, and the ids of what leaves by it. */
  record Rules(SmppSettings settings, MessageIds ids) {}

  Deliveries(Channel channel, Rules rules, TransportContext context) {
    this.channel = channel;
    this.context = context;
    this.reading = new Reading(rules.settings().alphabet());
    this.fragments = new Fragments(channel.key(), context, reading, rules.settings().joinWithin());
    this.receipts = new ReceiptReading(rules.ids());
    this.receiptsByText = rules.settings().receiptsByText();
    UssdFlavour flavour = rules.settings().ussd();
    this.ussd = flavour == null
        ? null
        : new UssdSessions(channel.key(), flavour, rules.settings().ussdSession(), context);
    this.ussdWithin = rules.settings().ussdWithin();
    this.retold = new Retold(context.clock(), context.ids());
  }

  @Override
  public void accept(Link link, byte[] pdu) {
    int sequence = ByteBuffer.wrap(pdu).getInt(12);
    if (!room.tryAcquire()) {
      THREADS.execute(() -> link.answer(sequence, CommandStatus.ESME_RTHROTTLED.code()));
      return;
    }
    Told told = retold.of(link, pdu);
    taken(told, pdu).whenCompleteAsync((_, failure) -> {
      room.release();
      int status = failure == null ? CommandStatus.ESME_ROK.code() : status(failure);
      if (status == CommandStatus.ESME_RX_T_APPN.code()) {
        retold.refused(told);
      }
      link.answer(sequence, status);
    }, THREADS);
  }

  private CompletionStage<Void> taken(Told told, byte[] pdu) {
    try {
      Delivery delivery = Delivery.of(pdu);
      if (delivery.isReceipt()) {
        return blocking(() -> receipt(delivery));
      }
      Fragment fragment = Fragment.of(delivery);
      if (fragment.isPart()) {
        return blocking(() -> part(delivery, fragment));
      }
      if (receiptsByText && !delivery.isUssd() && ReceiptReading.isLikely(delivery)) {
        return blocking(() -> receipt(delivery));
      }
      String content = reading.text(fragment.text(), delivery.coding());
      UssdSessions sessions = ussd;
      return sessions != null && delivery.isUssd()
          ? thinking(told, id -> blocking(() -> session(sessions.step(delivery, content, id), delivery)))
          : text(told.id(), delivery, content);
    } catch (BrokenPduException | RuntimeException e) {
      return CompletableFuture.failedStage(e);
    }
  }

  /** A phone that waits says nothing more: what is the same as what an app thinks about is told again. */
  private CompletionStage<Void> thinking(Told told, Function<String, CompletionStage<Void>> work) {
    Told first = thoughtAbout.putIfAbsent(told.key(), told);
    return work.apply(first == null ? told.id() : first.id())
        .whenComplete((_, _) -> thoughtAbout.remove(told.key(), told));
  }

  private CompletionStage<Void> receipt(Delivery delivery) {
    Receipt receipt = receipts.read(delivery);
    if (receipt == null) { // told again it would say no more
      LOG.warn("channel {}: a receipt names no message, or does not say what became of it", channel.key());
      return DONE;
    }
    return context.inbound().report(channel, receipt);
  }

  private CompletionStage<Void> part(Delivery delivery, Fragment fragment) throws BrokenPduException {
    Fragments.Whole whole = fragments.add(delivery, fragment);
    return whole == null ? context.durability().flushed() : text(whole.id(), delivery, whole.text());
  }

  private CompletionStage<Void> text(String id, Delivery delivery, String content) throws BrokenPduException {
    Map<String, @Nullable Object> message = message(delivery, "sms");
    message.put("to_addr", delivery.to());
    message.put("content", content);
    return context.inbound().take(channel, UserMessage.of(message, new Stamp(id, context.clock().instant())));
  }

  /** The reply leaves like any other message, so what the port answers with is passed over. */
  private CompletionStage<Void> session(UssdSessions.Step step, Delivery delivery) throws BrokenPduException {
    Map<String, @Nullable Object> fields = message(delivery, "ussd");
    fields.put("to_addr", step.code());
    fields.put("content", step.content());
    fields.put("session_event", step.event().wire());
    fields.put("transport_metadata", step.metadata());
    UserMessage message = UserMessage.of(fields, new Stamp(step.id(), context.clock().instant()));
    return step.event() == SessionEvent.CLOSE
        ? context.inbound().take(channel, message)
        : context.inbound().accept(channel, message, ussdWithin).thenAccept(_ -> {});
  }

  private Map<String, @Nullable Object> message(Delivery delivery, String type) throws BrokenPduException {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("from_addr", delivery.from());
    fields.put("transport_name", channel.key());
    fields.put("transport_type", type);
    return fields;
  }

  private static CompletionStage<Void> blocking(Callable<CompletionStage<Void>> work) {
    return CompletableFuture.supplyAsync(() -> {
      try {
        return work.call();
      } catch (Exception e) {
        throw new CompletionException(e);
      }
    }, THREADS).thenCompose(stage -> stage);
  }

  /** What the operator is told. */
  private int status(Throwable failure) {
    Throwable cause = failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
    if (cause instanceof BrokenPduException broken) {
      LOG.warn("channel {}: a message was not taken: {}", channel.key(), broken.getMessage());
      context.refusals().refused(channel, "deliver_sm: " + broken.getMessage());
      return broken.status();
    }
    Failures.log(LOG, cause, "a message or receipt was not stored");
    return CommandStatus.ESME_RX_T_APPN.code();
  }
}
