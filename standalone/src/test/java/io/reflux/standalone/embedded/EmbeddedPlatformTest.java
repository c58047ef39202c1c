package io.reflux.standalone.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
final class EmbeddedPlatformTest {

  @TempDir Path directory;

  @Test
  void a_directory_in_use_fails_and_leaves_the_other_run_alone() throws Exception {
    try (EmbeddedPlatform platform = EmbeddedPlatform.start(directory)) {
      assertThatThrownBy(() -> EmbeddedPlatform.start(directory))
          .isInstanceOf(EmbeddedPlatformException.class)
          .hasMessageContaining("in use by another run");

      assertThat(platform.schemaRegistryUrl()).startsWith("http://127.0.0.1:");
      assertThat(platform.bootstrapServers()).startsWith("127.0.0.1:");
    }
  }

  @Test
  void a_directory_that_cannot_be_made_is_refused_with_advice() throws Exception {
    Path file = Files.writeString(directory.resolve("file"), "");

    assertThatThrownBy(() -> EmbeddedPlatform.start(file))
        .isInstanceOf(EmbeddedPlatformException.class)
        .hasMessageContaining("--state-dir");
  }
}
