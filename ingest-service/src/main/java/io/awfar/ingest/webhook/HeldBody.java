package io.awfar.ingest.webhook;

import io.awfar.ingest.publish.InFlightBytes;

/// A body and its share of the bytes in flight, which whoever takes it in closes.
record HeldBody(byte[] bytes, InFlightBytes.Share share) {}
