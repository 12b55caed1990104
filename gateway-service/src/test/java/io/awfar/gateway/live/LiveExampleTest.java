package io.awfar.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.awfar.testservers.TestPostgres;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/// The README's client, run by Node.js; where that is not installed there is nothing to try.
@EnabledIf("nodeIsInstalled")
class LiveExampleTest {

  private static final Pattern EXAMPLE = Pattern.compile("```js\n(.*?)```", Pattern.DOTALL);
  private static final Duration LONG = Duration.ofSeconds(30);

  private static final String MAIN =
      """
      import { follow } from './follow.mjs';
      const [, , url, token] = process.argv;
      await follow(url, () => token, {
        told: (kind, data, name) => console.log(`${kind} ${data.message.body} ${name}`),
        reload: () => console.log('reload'),
        signIn: () => console.log('sign in'),
      });
      """;

  private final LiveRecords records = LiveRecords.shared();
  private final UUID workspace = UUID.randomUUID();
  private final List<String> lines = new CopyOnWriteArrayList<>();

  @TempDir private Path folder;

  static boolean nodeIsInstalled() {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(path -> Files.isExecutable(Path.of(path, "node")));
  }

  @Test
  void theClientOfTheReadmeIsToldComesBackAndSignsInAgain() throws Exception {
    TestPostgres.Database database = TestPostgres.create();
    LiveGateway gateway = LiveGateway.start(database);
    String url = gateway.gateway().url();
    String port = url.substring(url.lastIndexOf(':') + 1);
    Process node = start(url + "/api/whatsapp/events", gateway.token(workspace));
    try {
      await().atMost(LONG).until(() -> lines.contains("reload"));
      records.text(workspace, "96777", "one");
      await().atMost(LONG).until(() -> told("one"));

      gateway.close();
      records.text(workspace, "96777", "two");
      try (LiveGateway _ = LiveGateway.start(database, "server.port=" + port)) {
        await().atMost(LONG).until(() -> told("two"));
      }
      assertThat(lines).filteredOn("reload"::equals).hasSize(1);

      // With other keys, to which the token means nothing.
      try (LiveGateway _ = LiveGateway.start(TestPostgres.create(), "server.port=" + port)) {
        await().atMost(LONG).until(() -> lines.contains("sign in"));
      }
    } finally {
      node.destroyForcibly();
    }
  }

  private boolean told(String body) {
    return lines.stream().anyMatch(line -> line.startsWith("message " + body + " m."));
  }

  private Process start(String url, String token) throws IOException {
    Matcher example = EXAMPLE.matcher(Files.readString(Path.of("README.md")));
    assertThat(example.find()).isTrue();
    Files.writeString(folder.resolve("follow.mjs"), example.group(1));
    Files.writeString(folder.resolve("main.mjs"), MAIN);
    Process node =
        new ProcessBuilder("node", folder.resolve("main.mjs").toString(), url, token)
            .redirectErrorStream(true)
            .start();
    BufferedReader out = node.inputReader();
    Thread.ofVirtual().start(() -> out.lines().forEach(lines::add));
    return node;
  }
}
