package io.awfar.guarantees.deployment;

import java.util.Map;

/// What is different about a service that is not run as it was built.
///
/// @param classPath put before the classes of its jar
/// @param settings environment variables beside the usual ones
public record Tampering(String classPath, Map<String, String> settings) {

  static final Tampering NONE = new Tampering("", Map.of());
}
