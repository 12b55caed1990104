package io.awfar.schemas.serde;

import org.apache.avro.util.ClassSecurityValidator;

/// What Avro is allowed to do in this process.
final class AvroSettings {

  private static final String CONTRACTS = "io.awfar.whatsapp";

  static {
    ClassSecurityValidator.setGlobal(
        ClassSecurityValidator.composite(
            ClassSecurityValidator.DEFAULT, type -> type.getPackageName().equals(CONTRACTS)));
  }

  private AvroSettings() {}

  /// Lets Avro load our contracts and, as before, nothing else: a schema in a record must not name
  /// a class to run.
  static void trustContracts() {
    // The work is done once, when this class is loaded.
  }
}
