package io.awfar.gateway.auth;

/// A user and what its password is checked against.
record Account(User user, String passwordHash) {

  @Override
  public String toString() {
    return "Account[%s]".formatted(user.id());
  }
}
