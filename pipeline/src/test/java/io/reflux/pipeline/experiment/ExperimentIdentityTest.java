package io.reflux.pipeline.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reflux.pipeline.experiment.text.InvalidExperimentException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ExperimentIdentityTest {

  @Test
  void the_same_request_has_the_same_id_however_it_is_written() {
    assertThat(id("dataset: {name: mnist}\ntemperatures: [20]\n"))
        .isEqualTo(id("temperatures: [2e1]\ndataset:\n  name: 'mnist'\nattackSamples: 100\n"))
        .matches("e-[0-9a-f]{32}");
  }

  @Test
  void another_request_has_another_id() {
    assertThat(id("dataset: {name: mnist}\n"))
        .isNotEqualTo(id("dataset: {name: mnist}\nattackSamples: 99\n"));
  }

  @Test
  void an_id_that_could_not_be_a_key_is_refused() {
    assertThat(ExperimentIdentity.checked("a-B_3.x")).isEqualTo("a-B_3.x");
    assertThatThrownBy(() -> ExperimentIdentity.checked("a|b"))
        .isInstanceOf(InvalidExperimentException.class)
        .hasMessageEndingWith("was 'a|b'");
  }

  private static String id(String yaml) {
    return ExperimentIdentity.of(new ExperimentSource("test", yaml).read(List.of()));
  }
}
