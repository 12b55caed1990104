package io.awfar.bench.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Which state of the project was measured.
final class Revision {

  private static final int COMMIT_LENGTH = 7;

  private Revision() {}

  /// The commit, and whether something else than results has been changed since.
  static String of(Path root) throws IOException {
    String commit = git(root, "rev-parse", "HEAD");
    if (commit.length() < COMMIT_LENGTH) {
      return "no commit";
    }
    String changes =
        git(
            root,
            "status",
            "--porcelain",
            "--untracked-files=no",
            "--",
            ".",
            ":(exclude)deploy/bench/results");
    return commit.substring(0, COMMIT_LENGTH) + (changes.isEmpty() ? "" : " and changes");
  }

  /// What git says; nothing where there is no git or this is no checkout.
  private static String git(Path root, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    Process process;
    try {
      process =
          new ProcessBuilder(command)
              .directory(root.toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
    } catch (IOException e) {
      return "";
    }
    try (var output = process.getInputStream()) {
      return new String(output.readAllBytes(), StandardCharsets.UTF_8).strip();
    }
  }
}
