package io.awfar.schemas.send;

/// The content of one kind of message, in the shape of WhatsApp's send API.
@FunctionalInterface
interface Content {

  /// Notes what WhatsApp would refuse, and puts the content into the form that it asks for.
  void check(Fields content);
}
