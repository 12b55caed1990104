/// The edge of the system: takes what WhatsApp sends and answers 200 only once it is durable.
@NullMarked
package io.awfar.ingest;

import org.jspecify.annotations.NullMarked;
