package io.awfar.guarantees.deployment;

/// What services and servers have to agree on; nothing outside this machine sees it.
public final class Secrets {

  /// Key of WhatsApp's signature.
  public static final String APP_SECRET = "guarantees-app-secret";

  /// Token of WhatsApp's handshake.
  public static final String VERIFY_TOKEN = "guarantees-verify-token";

  /// Token for WhatsApp's API.
  public static final String ACCESS_TOKEN = "guarantees-access-token";

  static final String S3_ACCESS_KEY = "guarantees";
  static final String S3_SECRET_KEY = "guarantees-secret-key";

  /// The embedded server trusts whoever connects from this machine.
  static final String POSTGRES_PASSWORD = "trusted";

  private Secrets() {}
}
