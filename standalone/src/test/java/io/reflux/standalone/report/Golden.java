package io.reflux.standalone.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Compares a text with a file of the test resources. What was found is left in {@code
 * target/golden}, so that a change that is meant can be looked at and copied over.
 */
final class Golden {

  private Golden() {}

  static void assertMatches(String name, String text) throws IOException {
    Path found = Path.of("target", "golden", name);
    Files.createDirectories(Path.of("target", "golden"));
    Files.writeString(found, text);
    try (InputStream golden = Golden.class.getResourceAsStream(name)) {
      assertThat(golden).as("golden file " + name).isNotNull();
      assertThat(text).isEqualTo(new String(golden.readAllBytes(), StandardCharsets.UTF_8));
    }
  }
}
