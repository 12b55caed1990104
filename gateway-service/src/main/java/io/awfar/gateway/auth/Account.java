package io.awfar.gateway.auth;

/// A user and the version that its tokens have.
record Account(User user, int tokenVersion) {}
