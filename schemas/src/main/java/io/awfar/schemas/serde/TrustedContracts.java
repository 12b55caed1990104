package io.awfar.schemas.serde;

import org.apache.avro.util.ClassSecurityValidator;

/// Lets Avro load the classes of our contracts and, as before, nothing else: a schema that comes
/// with a record must not name a class to run.
///
/// Our own serializers see to it themselves; whoever uses others on generated classes calls `trust`
/// first.
public final class TrustedContracts {

  private static final String CONTRACTS = "io.awfar.whatsapp";

  static {
    ClassSecurityValidator.setGlobal(
        ClassSecurityValidator.composite(
            ClassSecurityValidator.DEFAULT, type -> type.getPackageName().equals(CONTRACTS)));
  }

  private TrustedContracts() {}

  /// Has an effect once, when this class is loaded; calling it again does no harm.
  public static void trust() {
    // The static initialiser has run by now.
  }
}
