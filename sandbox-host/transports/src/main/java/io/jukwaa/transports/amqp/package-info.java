/**
 * Vumi over AMQP 0-9-1: transports of Vumi and Junebug, which are processes of their own, attach by a RabbitMQ.
 *
 * <p>Start at {@link io.jukwaa.transports.amqp.AmqpTransport}. {@code AmqpSettings} reads a channel, {@code Queues} has the
 * names. A {@code Bridge} keeps a {@code Link} to the broker alive, by which {@code AmqpSender} publishes, and an
 * {@code Intake} on it, which hands what comes in to {@code Deliveries}. {@code Payload} reads and writes the messages,
 * {@code Lines} keeps those of one user in order. Sources of the format: vumi's {@code message.py}, {@code connectors.py}
 * and {@code service.py}, and vumi2.
 */
@NullMarked
package io.jukwaa.transports.amqp;

import org.jspecify.annotations.NullMarked;
