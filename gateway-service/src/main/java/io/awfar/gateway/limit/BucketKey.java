package io.awfar.gateway.limit;

/// Which requests are counted together: those of one holder under one limit.
///
/// The rate is part of it, so that a new setting begins with a new bucket, and gateways that are
/// told different things do not undo each other's.
///
/// @param holder id of a user, or hash of what is not to be kept in clear
record BucketKey(Limit limit, Rate rate, String holder) {

  /// As it stands in Redis.
  String text() {
    return "awfar:limit:" + limit.text() + ":" + rate + ":" + holder;
  }
}
