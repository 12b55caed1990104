package io.awfar.ingest.request;

import io.awfar.schemas.send.Flaw;

/// What WhatsApp is told for a command.
public sealed interface SendBody {

  /// A message to send.
  ///
  /// @param json the body of the call
  record Message(byte[] json) implements SendBody {}

  /// A mark that a message was read, which may be repeated without harm.
  ///
  /// @param json the body of the call
  record ReadMark(byte[] json) implements SendBody {}

  /// Nothing, for WhatsApp would refuse it.
  record Flawed(Flaw flaw) implements SendBody {}
}
