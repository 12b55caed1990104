package io.awfar.gateway.live;

import java.util.Collection;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import tools.jackson.core.JsonGenerator;

/// Writes parts of records as JSON under their own names, without what they do not say.
final class AvroJson {

  private AvroJson() {}

  static void write(JsonGenerator json, Object value) {
    switch (value) {
      case IndexedRecord record -> writeRecord(json, record);
      case Collection<?> items -> {
        json.writeStartArray();
        items.forEach(item -> write(json, item));
        json.writeEndArray();
      }
      case Boolean truth -> json.writeBoolean(truth);
      case Integer number -> json.writeNumber(number);
      case Long number -> json.writeNumber(number);
      case Double number -> json.writeNumber(number);
      // Texts, ids, times and names of enums.
      default -> json.writeString(value.toString());
    }
  }

  private static void writeRecord(JsonGenerator json, IndexedRecord record) {
    json.writeStartObject();
    for (Schema.Field field : record.getSchema().getFields()) {
      Object value = record.get(field.pos());
      if (value != null && !(value instanceof Collection<?> items && items.isEmpty())) {
        json.writeName(field.name());
        write(json, value);
      }
    }
    json.writeEndObject();
  }
}
