package io.awfar.dedup.topology;

import io.awfar.whatsapp.RawEvent;

/// A raw event with the bytes that it was decoded from, which a dead letter must give back.
record RawRecord(RawEvent event, byte[] bytes) {}
