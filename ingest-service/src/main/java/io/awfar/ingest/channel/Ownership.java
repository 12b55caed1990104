package io.awfar.ingest.channel;

import java.util.UUID;

/// Whose an event is.
public sealed interface Ownership {

  /// It belongs to a workspace.
  record Workspace(UUID id) implements Ownership {}

  /// It is of a number or account that the app secret which signed it does not speak for.
  record Foreign() implements Ownership {}

  /// It is of a managed number whose credentials this service cannot read.
  record Unusable() implements Ownership {}
}
