/// Calls WhatsApp's API and says what came of it: certainly sent, certainly not sent, or unknown.
@NullMarked
package io.awfar.ingest.call;

import org.jspecify.annotations.NullMarked;
