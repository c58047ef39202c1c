package io.reflux.standalone.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
final class EmbeddedRegistryTest {

  @TempDir Path directory;

  @Test
  void closing_ends_the_process() throws Exception {
    EmbeddedRegistry registry = EmbeddedRegistry.launch(Optional.empty(), log());
    registry.awaitReady();
    ProcessHandle process = ProcessHandle.of(registry.processId()).orElseThrow();

    registry.close();

    assertThat(process.isAlive()).isFalse();
  }

  @Test
  void it_dies_with_a_parent_that_is_killed() throws Exception {
    Process parent =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                RegistryHolder.class.getName(),
                directory.toString())
            .redirectError(directory.resolve("holder.log").toFile())
            .start();
    try (BufferedReader output = parent.inputReader()) {
      ProcessHandle registry = ProcessHandle.of(Long.parseLong(output.readLine())).orElseThrow();

      parent.destroyForcibly();

      assertThat(registry.onExit().get(30, TimeUnit.SECONDS).isAlive()).isFalse();
    } finally {
      parent.destroyForcibly();
    }
  }

  @Test
  void a_registry_that_cannot_run_shows_the_end_of_its_log() throws Exception {
    Files.writeString(directory.resolve("registry.mv.db"), "no database");

    try (EmbeddedRegistry registry = EmbeddedRegistry.launch(Optional.of(directory), log())) {
      assertThatThrownBy(registry::awaitReady)
          .isInstanceOf(EmbeddedPlatformException.class)
          .hasMessageContaining("ended with exit code")
          .hasMessageContaining("registry.log");
    }
  }

  @Test
  void a_missing_program_is_refused_with_advice() {
    assertThatThrownBy(() -> RegistryInstallation.in(directory))
        .isInstanceOf(EmbeddedPlatformException.class)
        .hasMessageContaining("no schema registry in " + directory)
        .hasMessageContaining("--schema-registry");
  }

  private Path log() {
    return directory.resolve("registry.log");
  }
}
