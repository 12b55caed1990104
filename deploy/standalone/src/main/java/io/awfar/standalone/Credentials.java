package io.awfar.standalone;

import io.awfar.schemas.channel.ChannelKeys;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;

/// The secrets of one data folder: drawn at its first run, the same at every later one.
record Credentials(
    String appSecret,
    String verifyToken,
    String accessToken,
    String s3AccessKey,
    String s3SecretKey,
    String channelKeys,
    String email,
    String password) {

  private static final String CHANNEL_KEYS = "channel-keys";
  private static final String EMAIL = "demo@awfar.example";
  private static final List<String> NAMES =
      List.of(
          "app-secret",
          "verify-token",
          "access-token",
          "s3-access-key",
          "s3-secret-key",
          "password");

  /// Reads the secrets of a folder, drawing what is not there yet.
  static Credentials of(Path data) throws IOException {
    Path file = data.resolve("credentials.properties");
    Properties stored = new Properties();
    if (Files.exists(file)) {
      try (Reader reader = Files.newBufferedReader(file)) {
        stored.load(reader);
      }
    }
    SecureRandom random = new SecureRandom();
    boolean drawn = false;
    for (String name : NAMES) {
      drawn |= stored.putIfAbsent(name, secret(random)) == null;
    }
    // Numbers managed at run time are read with it for as long as the folder lives.
    drawn |= stored.putIfAbsent(CHANNEL_KEYS, ChannelKeys.generate("standalone")) == null;
    if (drawn) {
      write(file, stored);
    }
    return new Credentials(
        stored.getProperty("app-secret"),
        stored.getProperty("verify-token"),
        stored.getProperty("access-token"),
        stored.getProperty("s3-access-key"),
        stored.getProperty("s3-secret-key"),
        stored.getProperty(CHANNEL_KEYS),
        EMAIL,
        stored.getProperty("password"));
  }

  private static String secret(SecureRandom random) {
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private static void write(Path file, Properties stored) throws IOException {
    Files.deleteIfExists(file);
    if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    try (Writer writer = Files.newBufferedWriter(file)) {
      stored.store(writer, "Secrets of this data folder");
    }
  }
}
