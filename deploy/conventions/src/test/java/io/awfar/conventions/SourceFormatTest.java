package io.awfar.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.googlejavaformat.java.Main;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Every source is as google-java-format writes it. To have it written: `mvn -pl deploy/conventions
/// -am test -Dtest=SourceFormatTest -Dformat.write=true -Dsurefire.failIfNoSpecifiedTests=false`
class SourceFormatTest {

  private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();

  @Test
  void everySourceIsFormatted() throws Exception {
    List<String> arguments = new ArrayList<>();
    arguments.add(Boolean.getBoolean("format.write") ? "--replace" : "--dry-run");
    arguments.addAll(sources());
    StringWriter changed = new StringWriter();
    StringWriter errors = new StringWriter();

    new Main(new PrintWriter(changed), new PrintWriter(errors), InputStream.nullInputStream())
        .format(arguments.toArray(String[]::new));

    assertThat(errors.toString()).isEmpty();
    assertThat(changed.toString().lines()).as("sources that are not formatted").isEmpty();
  }

  private static List<String> sources() throws Exception {
    try (var files = Files.walk(ROOT)) {
      List<String> sources =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .filter(file -> !ROOT.relativize(file).toString().contains("target/"))
              .map(Path::toString)
              .toList();
      assertThat(sources).hasSizeGreaterThan(100);
      return sources;
    }
  }
}
