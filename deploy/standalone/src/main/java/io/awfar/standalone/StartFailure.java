package io.awfar.standalone;

/// Why Awfar did not start, as one sentence for the user.
final class StartFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  StartFailure(String sentence) {
    super(sentence);
  }

  StartFailure(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
