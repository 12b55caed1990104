package io.awfar.schemas.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.awfar.schemas.serde.TrustedContracts;
import io.awfar.schemas.topic.Topic;
import io.awfar.schemas.topic.Topics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.SchemaValidatorBuilder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecordBase;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Holds the contracts to their released versions in
/// `src/test/resources/contracts/<name>/<n>.avsc`, each with the bytes of an example in `<n>.hex`.
/// To release a changed contract, run this test with `-Dcontracts.release=true` and commit what it
/// wrote; never change or delete a version that was released.
class ContractTest {

  private static final Path RELEASED = Path.of("src/test/resources/contracts");

  @BeforeAll
  static void trust() {
    TrustedContracts.trust();
  }

  static List<SpecificRecordBase> examples() {
    return Example.all();
  }

  @Test
  void everyTopicHasAContractWithAnExample() {
    assertThat(Topics.all().stream().map(Topic::valueType))
        .allSatisfy(type -> assertThat(Example.all()).hasAtLeastOneElementOfType(type));
  }

  @ParameterizedTest
  @MethodSource("examples")
  void everyTypeAndEveryFieldIsDocumented(SpecificRecordBase example) {
    List<String> undocumented = new ArrayList<>();
    collectUndocumented(example.getSchema(), undocumented, new HashSet<>());

    assertThat(undocumented).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void theContractIsReleased(SpecificRecordBase example) throws IOException {
    TreeMap<Integer, Schema> versions = versions(example.getSchema());
    if (versions.isEmpty() || !isSameText(versions.lastEntry().getValue(), example.getSchema())) {
      if (Boolean.getBoolean("contracts.release")) {
        release(example, versions.isEmpty() ? 1 : versions.lastKey() + 1);
        abort("Released a new version of " + example.getSchema().getName());
      }
    }

    assertThat(versions.lastEntry().getValue().toString(true))
        .isEqualTo(example.getSchema().toString(true));
  }

  /// Schemas are equal whatever their docs say, but what the docs say is a part of the contract.
  private static boolean isSameText(Schema released, Schema contract) {
    return released.toString().equals(contract.toString());
  }

  @ParameterizedTest
  @MethodSource("examples")
  void theContractReadsEveryEarlierVersion(SpecificRecordBase example) throws Exception {
    new SchemaValidatorBuilder()
        .canReadStrategy()
        .validateAll()
        .validate(example.getSchema(), versions(example.getSchema()).descendingMap().values());
  }

  @ParameterizedTest
  @MethodSource("examples")
  void theBytesOfEveryReleaseAreStillRead(SpecificRecordBase example) throws IOException {
    for (var version : versions(example.getSchema()).entrySet()) {
      byte[] golden = golden(example.getSchema(), version.getKey());

      SpecificRecordBase read = read(golden, version.getValue(), example);

      assertThat(version.getValue().getFields())
          .allSatisfy(field -> assertThat(read.get(field.name())).isNotNull());
    }
  }

  @ParameterizedTest
  @MethodSource("examples")
  void theBytesOfTheNewestReleaseAreWritten(SpecificRecordBase example) throws IOException {
    byte[] golden = golden(example.getSchema(), versions(example.getSchema()).lastKey());

    assertThat(HexFormat.of().formatHex(bytes(example)))
        .isEqualTo(HexFormat.of().formatHex(golden));
    assertThat(read(golden, example.getSchema(), example)).isEqualTo(example);
  }

  private static void collectUndocumented(Schema schema, List<String> found, Set<String> seen) {
    switch (schema.getType()) {
      case RECORD -> {
        if (!seen.add(schema.getFullName())) {
          return;
        }
        if (isBlank(schema.getDoc())) {
          found.add(schema.getFullName());
        }
        for (Schema.Field field : schema.getFields()) {
          if (isBlank(field.doc())) {
            found.add(schema.getFullName() + "." + field.name());
          }
          collectUndocumented(field.schema(), found, seen);
        }
      }
      case ENUM -> {
        if (isBlank(schema.getDoc())) {
          found.add(schema.getFullName());
        }
      }
      case UNION -> schema.getTypes().forEach(type -> collectUndocumented(type, found, seen));
      case ARRAY -> collectUndocumented(schema.getElementType(), found, seen);
      case MAP -> collectUndocumented(schema.getValueType(), found, seen);
      default -> {}
    }
  }

  private static boolean isBlank(String doc) {
    return doc == null || doc.isBlank();
  }

  private static TreeMap<Integer, Schema> versions(Schema contract) throws IOException {
    TreeMap<Integer, Schema> versions = new TreeMap<>();
    Path folder = RELEASED.resolve(contract.getName());
    if (Files.isDirectory(folder)) {
      try (var files = Files.newDirectoryStream(folder, "*.avsc")) {
        for (Path file : files) {
          int number = Integer.parseInt(file.getFileName().toString().replace(".avsc", ""));
          versions.put(number, new Schema.Parser().parse(file.toFile()));
        }
      }
    }
    return versions;
  }

  private static byte[] golden(Schema contract, int version) throws IOException {
    String hex = Files.readString(RELEASED.resolve(contract.getName()).resolve(version + ".hex"));
    return HexFormat.of().parseHex(hex.replaceAll("\\s", ""));
  }

  private static void release(SpecificRecordBase example, int version) throws IOException {
    Path folder = Files.createDirectories(RELEASED.resolve(example.getSchema().getName()));
    Files.writeString(folder.resolve(version + ".avsc"), example.getSchema().toString(true) + "\n");
    String hex = HexFormat.of().formatHex(bytes(example)).replaceAll("(.{80})", "$1\n");
    Files.writeString(folder.resolve(version + ".hex"), hex + "\n");
  }

  private static byte[] bytes(SpecificRecordBase example) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    var encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
    new SpecificDatumWriter<>(example.getSchema(), example.getSpecificData())
        .write(example, encoder);
    return bytes.toByteArray();
  }

  private static SpecificRecordBase read(byte[] bytes, Schema written, SpecificRecordBase as)
      throws IOException {
    return new SpecificDatumReader<SpecificRecordBase>(
            written, as.getSchema(), as.getSpecificData())
        .read(null, DecoderFactory.get().binaryDecoder(bytes, null));
  }
}
