package io.awfar.schemas.send;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

/// The JSON of messages, read as strictly by whoever asks for one as by whoever sends it.
public final class SendJson {

  /// Longest content, characters; larger than any message that keeps the limits of its kind.
  public static final int CONTENT_CHARS_MAX = 256 * 1024;

  private static final int NESTING_MAX = 32;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(NESTING_MAX).build())
                  .build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          // Which of two members of one name is meant, readers do not agree on.
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private SendJson() {}

  /// Reads trees, numbers as they are written.
  ///
  /// Fails for what is nested deeper than any message, has a name twice in one object, or goes on
  /// after its end.
  public static ObjectReader reader() {
    return MAPPER.reader();
  }

  /// Writes trees.
  public static ObjectWriter writer() {
    return MAPPER.writer();
  }
}
