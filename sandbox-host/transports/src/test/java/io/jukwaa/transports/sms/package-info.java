@NullMarked
package io.jukwaa.transports.sms;

import org.jspecify.annotations.NullMarked;
