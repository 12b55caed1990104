package io.awfar.schemas.serde;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecordBase;

/// Writes records of schemas that have no class here, as another version of the software would.
final class Wire {

  private Wire() {}

  static byte[] bytes(int id, GenericRecord record) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(0);
    bytes.writeBytes(ByteBuffer.allocate(4).putInt(id).array());
    var encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
    new GenericDatumWriter<GenericRecord>(record.getSchema()).write(record, encoder);
    return bytes.toByteArray();
  }

  /// A later version of a contract: one more field at the end, one more symbol in each enum.
  static Schema withExtraFieldAndSymbol(Schema contract) {
    List<Schema.Field> fields = new ArrayList<>();
    for (Schema.Field field : contract.getFields()) {
      fields.add(new Schema.Field(field.name(), extended(field.schema()), field.doc()));
    }
    fields.add(new Schema.Field("extra", Schema.create(Schema.Type.LONG), "later"));
    return Schema.createRecord(
        contract.getName(), contract.getDoc(), contract.getNamespace(), false, fields);
  }

  static GenericRecord copy(SpecificRecordBase record, Schema later) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    var encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
    new SpecificDatumWriter<>(record.getSchema(), record.getSpecificData()).write(record, encoder);
    GenericRecord plain =
        new GenericDatumReader<GenericRecord>(record.getSchema())
            .read(null, DecoderFactory.get().binaryDecoder(bytes.toByteArray(), null));
    GenericRecord copy = new GenericData.Record(later);
    record.getSchema().getFields().forEach(f -> copy.put(f.name(), plain.get(f.name())));
    copy.put("extra", 1L);
    return copy;
  }

  static GenericData.EnumSymbol symbol(Schema schema, String name) {
    return new GenericData.EnumSymbol(schema, name);
  }

  private static Schema extended(Schema schema) {
    if (schema.getType() != Schema.Type.ENUM) {
      return schema;
    }
    List<String> symbols = new ArrayList<>(schema.getEnumSymbols());
    symbols.add("QUARANTINED");
    return Schema.createEnum(
        schema.getName(), schema.getDoc(), schema.getNamespace(), symbols, schema.getEnumDefault());
  }
}
