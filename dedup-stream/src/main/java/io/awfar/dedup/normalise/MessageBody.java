package io.awfar.dedup.normalise;

import io.awfar.whatsapp.Message;

/// Reads the object that a message of one type carries under the name of that type.
interface MessageBody {

  /// Sets the fields that the object has something for. Whatever it leaves unread is kept as JSON.
  void read(JsonFields body, Message.Builder message);
}
