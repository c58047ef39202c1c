package io.reflux.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LogFileTest {

  @TempDir Path directory;
  private final LoggerContext context = new LoggerContext();
  private final List<String> told = new ArrayList<>();
  private final LogFile log = new LogFile(context, told::add);

  @BeforeEach
  void make_the_context_complete() {
    context.setMDCAdapter(new LogbackMDCAdapter());
  }

  @Test
  void the_log_goes_to_the_file_and_errors_of_ours_are_told_in_one_line() throws Exception {
    Path file = directory.resolve("new").resolve("reflux.log");
    log.open(file);

    context.getLogger("io.reflux.some.Part").info("all is well");
    context.getLogger("io.reflux.some.Part").error("the disk\nis full", new RuntimeException("x"));
    context.getLogger("another.Part").error("not ours");

    assertThat(Files.readString(file))
        .contains("all is well", "is full", "RuntimeException: x", "not ours");
    assertThat(told).containsExactly("error: the disk is full");
  }

  @Test
  void chatter_of_the_platform_is_left_out() throws Exception {
    log.open(directory.resolve("reflux.log"));

    context.getLogger("org.apache.kafka.clients.Something").info("chatter");
    context.getLogger("org.apache.kafka.clients.Something").warn("a warning");

    assertThat(Files.readString(directory.resolve("reflux.log")))
        .contains("a warning")
        .doesNotContain("chatter");
  }

  @Test
  void without_a_place_for_the_log_work_goes_on() throws Exception {
    Path file = Files.writeString(directory.resolve("file"), "");

    log.open(file.resolve("below").resolve("reflux.log"));

    assertThat(told).singleElement().asString().startsWith("no log is written: ");
    assertThat(log.path()).isEmpty();
  }
}
