package io.awfar.ingest.webhook;

import io.awfar.ingest.publish.KeyedEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a body was split into.
///
/// @param events in its order, those that can be taken in
/// @param untaken why there are others besides; null if there are none
record Split(List<KeyedEvent> events, @Nullable Refusal untaken) {}
