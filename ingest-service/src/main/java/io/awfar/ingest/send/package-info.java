/// Sends what `whatsapp.sends` asks for: in order for each chat, at the pace of each number, and
/// never twice. What became of each send goes back as a raw event.
@NullMarked
package io.awfar.ingest.send;

import org.jspecify.annotations.NullMarked;
