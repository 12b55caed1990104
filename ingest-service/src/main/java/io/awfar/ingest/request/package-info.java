/// What WhatsApp is told for a command: a body that keeps WhatsApp's own limits, or the reason why
/// there is none.
@NullMarked
package io.awfar.ingest.request;

import org.jspecify.annotations.NullMarked;
