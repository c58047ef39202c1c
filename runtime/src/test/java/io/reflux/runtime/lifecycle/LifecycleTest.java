package io.reflux.runtime.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LifecycleTest {

  private final List<String> calls = new ArrayList<>();

  @Test
  void parts_start_in_order_and_close_in_reverse() {
    Lifecycle lifecycle = new Lifecycle("all", List.of(part("a"), part("b"), part("c")));

    lifecycle.start(cause -> {});
    lifecycle.close();

    assertThat(calls)
        .containsExactly("start a", "start b", "start c", "close c", "close b", "close a");
  }

  @Test
  void closing_again_does_nothing() {
    Lifecycle lifecycle = new Lifecycle("all", List.of(part("a")));
    lifecycle.start(cause -> {});

    lifecycle.close();
    lifecycle.close();

    assertThat(calls).containsExactly("start a", "close a");
  }

  @Test
  void closing_before_starting_starts_nothing_later() {
    Lifecycle lifecycle = new Lifecycle("all", List.of(part("a")));

    lifecycle.close();
    lifecycle.start(cause -> {});

    assertThat(calls).isEmpty();
  }

  @Test
  void a_part_that_cannot_start_closes_itself_and_those_before_it() {
    Lifecycle lifecycle = new Lifecycle("all", List.of(part("a"), failing("b"), part("c")));

    assertThatIllegalStateException()
        .isThrownBy(() -> lifecycle.start(cause -> {}))
        .withMessage("cannot start b");
    assertThat(calls).containsExactly("start a", "close b", "close a");
  }

  @Test
  void every_part_is_closed_even_if_some_fail() {
    Lifecycle lifecycle =
        new Lifecycle("all", List.of(part("a"), unclosable("b"), unclosable("c")));
    lifecycle.start(cause -> {});

    assertThatExceptionOfType(ServiceFailedException.class)
        .isThrownBy(lifecycle::close)
        .withMessage("all did not close cleanly")
        .satisfies(e -> assertThat(e.getCause()).hasMessage("cannot close c"))
        .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
    assertThat(calls).endsWith("close a");
  }

  @Test
  void a_lifecycle_starts_once() {
    Lifecycle lifecycle = new Lifecycle("all", List.of());
    lifecycle.start(cause -> {});

    assertThatIllegalStateException()
        .isThrownBy(() -> lifecycle.start(cause -> {}))
        .withMessage("all can be started once");
  }

  @Test
  void readiness_follows_the_state() {
    Lifecycle lifecycle = new Lifecycle("all", List.of());
    HealthCheck check = lifecycle.healthChecks().get(0);

    assertThat(check.currentProblem()).contains("is latent");
    lifecycle.start(cause -> {});
    assertThat(check.currentProblem()).isEmpty();
    lifecycle.close();
    assertThat(check.currentProblem()).contains("is closed");
  }

  private Service part(String name) {
    return service(name, () -> calls.add("start " + name), () -> calls.add("close " + name));
  }

  private Service failing(String name) {
    return service(
        name,
        () -> {
          throw new IllegalStateException("cannot start " + name);
        },
        () -> calls.add("close " + name));
  }

  private Service unclosable(String name) {
    return service(
        name,
        () -> {},
        () -> {
          throw new IllegalStateException("cannot close " + name);
        });
  }

  private static Service service(String name, Runnable start, Runnable close) {
    return new Service() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public void start(FailureListener failures) {
        start.run();
      }

      @Override
      public void close() {
        close.run();
      }
    };
  }
}
