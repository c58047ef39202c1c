package io.reflux.standalone.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflux.attacker.AttackerConfig;
import io.reflux.distiller.DistillerConfig;
import io.reflux.evaluator.EvaluatorConfig;
import io.reflux.runtime.config.ConfigCatalogue;
import io.reflux.runtime.config.ConfigKey;
import io.reflux.trainer.TrainerConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ReadmeTest {

  @Test
  void the_readme_lists_every_configuration_key() throws IOException {
    String readme = Files.readString(Path.of("..", "README.md"));

    assertThat(readme).contains(everyKey().markdown());
  }

  private static ConfigCatalogue everyKey() {
    Set<ConfigKey<?>> keys = new LinkedHashSet<>();
    Set<String> prefixes = new LinkedHashSet<>();
    for (ConfigCatalogue catalogue :
        List.of(
            TrainerConfig.CATALOGUE,
            DistillerConfig.CATALOGUE,
            AttackerConfig.CATALOGUE,
            EvaluatorConfig.CATALOGUE)) {
      keys.addAll(catalogue.keys());
      prefixes.addAll(catalogue.prefixes());
    }
    return new ConfigCatalogue(prefixes, List.copyOf(keys));
  }
}
