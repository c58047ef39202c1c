package io.reflux.standalone.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class ProgressDisplayTest {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, false, UTF_8);

  @Test
  void plain_output_has_one_line_per_tenth() {
    try (ProgressDisplay display = new TerminalTraits(false, false, 80).display(out)) {
      display.show(List.of(training(0.31, "teacher T=20")));
      display.show(List.of(training(0.35, "teacher T=20")));
      display.show(List.of(training(1, "")));
    }

    assertThat(text())
        .isEqualTo(
            """
            training      31 %  1 of 3 models  teacher T=20
            training     100 %  1 of 3 models
            """);
  }

  @Test
  void plain_output_says_once_a_minute_what_is_at_work() {
    AtomicLong now = new AtomicLong();
    try (ProgressDisplay display = new PlainDisplay(out, now::get)) {
      display.show(List.of(training(0.31, "teacher T=20")));
      now.set(TimeUnit.SECONDS.toNanos(59));
      display.show(List.of(training(0.32, "teacher T=20")));
      now.set(TimeUnit.SECONDS.toNanos(60));
      display.show(List.of(training(0.33, "teacher T=20")));
      display.show(List.of(training(0.34, "teacher T=20")));
      now.set(TimeUnit.SECONDS.toNanos(600));
      display.show(List.of(training(0.34, "")));
    }

    assertThat(text())
        .isEqualTo(
            """
            training      31 %  1 of 3 models  teacher T=20
            training      33 %  1 of 3 models  teacher T=20
            """);
  }

  @Test
  void live_output_redraws_in_place_and_cuts_to_the_width() {
    try (ProgressDisplay display = new TerminalTraits(true, false, 66).display(out)) {
      display.show(List.of(training(0.5, "a detail that is far too long for the line")));
    }

    assertThat(text())
        .isEqualTo(
            "training     ############............  50 %  1 of 3 models  a det\u001b[K\n"
                + "\u001b[1A\r"
                + "training     ############............  50 %  1 of 3 models  a det\u001b[K\n");
  }

  @Test
  void a_message_stays_above_the_bars() {
    try (ProgressDisplay display = new TerminalTraits(true, false, 60).display(out)) {
      display.show(List.of(training(0, "")));
      display.say("a worker failed");
    }

    assertThat(text()).contains("\u001b[1A\ra worker failed\u001b[K\ntraining");
  }

  private static StageState training(double fraction, String detail) {
    return new StageState(Stage.TRAINING, fraction, 1, 3, "models", detail);
  }

  private String text() {
    out.flush();
    return bytes.toString(UTF_8);
  }
}
