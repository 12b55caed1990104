package io.awfar.ingest.webhook;

import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/// The JSON that the webhook reads: strict, and bounded in depth and in the length of names.
///
/// Names must be unique within an object. Readers differ in which of two they take, and here the
/// identity of an event hangs on what is read.
final class WebhookJson {

  /// Names are remembered across requests, so their length is bounded.
  private static final int NAME_CHARS_MAX = 1024;

  private final JsonFactory factory;

  /// @param bytesMax longest body; nothing in it can be longer
  WebhookJson(int nestingMax, int bytesMax) {
    this.factory =
        JsonFactory.builder()
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(nestingMax)
                    .maxNameLength(NAME_CHARS_MAX)
                    .maxNumberLength(bytesMax)
                    .maxStringLength(bytesMax)
                    .maxDocumentLength(-1)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
  }

  /// A walk that stands at the first value.
  ///
  /// @throws tools.jackson.core.JacksonException if it does not begin with a value
  JsonWalk walk(Slice json) {
    JsonParser parser =
        factory.createParser(ObjectReadContext.empty(), json.bytes(), json.start(), json.length());
    return new JsonWalk(parser, json);
  }
}
