package io.reflux.pipeline.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflux.robustness.network.execution.Compute;
import io.reflux.runtime.config.ConfigKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ProcessorsTest {

  private static final ConfigKey<Integer> KEY = ComputeKeys.threads("TRAINER_");

  private final List<String> told = new ArrayList<>();
  private final Processors processors = new Processors(Map.of("OMP_NUM_THREADS", "1"), told::add);

  @AfterEach
  void close() {
    processors.close();
  }

  @Test
  void services_that_do_not_ask_share_one_thread_per_processor() {
    Compute trainer = processors.compute("trainer", KEY, 0);

    assertThat(processors.compute("attacker", KEY, 0)).isSameAs(trainer);
    assertThat(trainer.threads()).isEqualTo(Processors.available());
    assertThat(processors.placement())
        .isEqualTo(
            "computing threads: trainer, attacker together with %d, one per processor"
                .formatted(Processors.available()));
  }

  @Test
  void a_service_that_asks_gets_threads_of_its_own() {
    Compute own = processors.compute("trainer", KEY, 1);

    assertThat(own.threads()).isEqualTo(1);
    assertThat(processors.compute("attacker", KEY, 0)).isNotSameAs(own);
    assertThat(processors.placement()).contains("trainer with 1 (TRAINER_THREADS)");
  }

  @Test
  void more_threads_than_processors_are_pointed_out() {
    int threads = Processors.available() + 1;
    processors.compute("trainer", KEY, threads);

    assertThat(processors.placement())
        .endsWith(
            "%d threads on %d processors take time from each other"
                .formatted(threads, Processors.available()));
  }

  @Test
  void the_placement_is_told_at_the_start() {
    processors.compute("trainer", KEY, 1);
    assertThat(told).isEmpty();

    processors.start(cause -> {});

    assertThat(told).containsExactly(processors.placement());
  }

  @Test
  void native_threads_that_are_not_set_to_one_are_pointed_out() {
    assertThat(processors.nativeThreads()).isEmpty();
    assertThat(new Processors(Map.of()).nativeThreads().orElseThrow())
        .startsWith("OMP_NUM_THREADS is not set;");
    assertThat(new Processors(Map.of("OMP_NUM_THREADS", "8")).nativeThreads().orElseThrow())
        .startsWith("OMP_NUM_THREADS is 8;");
  }
}
