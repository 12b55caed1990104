package io.awfar.dedup.normalise;

/// Why a raw record was given up; the code goes into dead letters, so it never changes.
public enum Reason {
  /// The record has no value.
  EMPTY("empty"),
  /// The value is not a raw event.
  UNDECODABLE("undecodable"),
  /// An event of a kind that no normaliser is for yet.
  UNSUPPORTED_KIND("unsupported-kind"),
  /// The payload is not JSON, or JSON beyond the bounds of [PayloadJson].
  INVALID_JSON("invalid-json"),
  /// The payload is JSON but not what its kind promises.
  UNEXPECTED_SHAPE("unexpected-shape"),
  /// The message or status has no usable id.
  MISSING_ID("missing-id"),
  /// The status does not say which.
  MISSING_STATUS("missing-status"),
  /// Nothing says who the message is from.
  MISSING_CONTACT("missing-contact"),
  /// The normalised record would be larger than the broker takes.
  TOO_LARGE("too-large"),
  /// A mistake of ours.
  NORMALISER_FAILED("normaliser-failed");

  private final String code;

  Reason(String code) {
    this.code = code;
  }

  /// The code that dead letters carry.
  public String code() {
    return code;
  }
}
