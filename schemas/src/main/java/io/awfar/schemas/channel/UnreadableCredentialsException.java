package io.awfar.schemas.channel;

/// Credentials that cannot be used; the message says why, and nothing of them.
public final class UnreadableCredentialsException extends Exception {

  private static final long serialVersionUID = 1L;

  UnreadableCredentialsException(String reason) {
    super(reason);
  }
}
