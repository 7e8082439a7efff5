/** Tests of {@link io.jukwaa.transports.amqp.AmqpTransport} with a real RabbitMQ, and a program in the role of a Vumi transport. */
@NullMarked
package io.jukwaa.transports.amqp;

import org.jspecify.annotations.NullMarked;
