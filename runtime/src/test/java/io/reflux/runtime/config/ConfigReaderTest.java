package io.reflux.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class ConfigReaderTest {

  private static final ConfigKey<Integer> EPOCHS =
      ConfigKey.of("TRAINER_EPOCHS", ValueType.integer(1, 100), "10", "Epochs.");
  private static final ConfigKey<Duration> PAUSE =
      ConfigKey.of("TRAINER_PAUSE", ValueType.duration(), "15s", "A pause.");
  private static final ConfigKey<Optional<String>> TOKEN =
      ConfigKey.secret("TRAINER_TOKEN", "A token.");
  private static final ConfigKey<String> URL =
      ConfigKey.of("TRAINER_URL", ValueType.text(), "http://localhost", "A place.");
  private static final ConfigCatalogue CATALOGUE =
      ConfigCatalogue.of("TRAINER_", EPOCHS, PAUSE, TOKEN, URL);

  @Test
  void a_key_that_is_not_set_has_its_default() {
    int epochs = ConfigReader.read(Map.of(), CATALOGUE, reader -> reader.get(EPOCHS));

    assertThat(epochs).isEqualTo(10);
  }

  @Test
  void an_empty_variable_counts_as_not_set() {
    Duration pause =
        ConfigReader.read(Map.of("TRAINER_PAUSE", ""), CATALOGUE, reader -> reader.get(PAUSE));

    assertThat(pause).isEqualTo(Duration.ofSeconds(15));
  }

  @Test
  void the_environment_wins_over_the_default() {
    int epochs =
        ConfigReader.read(Map.of("TRAINER_EPOCHS", "7"), CATALOGUE, reader -> reader.get(EPOCHS));

    assertThat(epochs).isEqualTo(7);
  }

  @Test
  void all_problems_are_reported_together() {
    Map<String, String> environment =
        Map.of("TRAINER_EPOCHS", "0", "TRAINER_PAUSE", "soon", "TRAINER_EPOHCS", "3");

    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> ConfigReader.read(environment, CATALOGUE, ConfigReaderTest::readAll))
        .satisfies(
            e ->
                assertThat(e.problems())
                    .containsExactly(
                        "TRAINER_EPOCHS must be a whole number in [1, 100], was '0'",
                        "TRAINER_PAUSE must be a duration such as 500ms, 15s or 2m, was 'soon'",
                        "TRAINER_EPOHCS is not a known key; did you mean TRAINER_EPOCHS?"))
        .withMessageStartingWith("3 problems in the configuration:\n");
  }

  @Test
  void an_unknown_key_that_resembles_nothing_points_to_the_list() {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(
            () ->
                ConfigReader.read(
                    Map.of("TRAINER_FAVOURITE_COLOUR", "blue"), CATALOGUE, reader -> 1))
        .withMessageContaining(
            "TRAINER_FAVOURITE_COLOUR is not a known key; the README lists the keys");
  }

  @Test
  void keys_of_other_services_may_stand_in_the_same_environment() {
    int epochs =
        ConfigReader.read(
            Map.of("ATTACKER_SHARD", "5", "PATH", "/bin"), CATALOGUE, r -> r.get(EPOCHS));

    assertThat(epochs).isEqualTo(10);
  }

  @Test
  void values_that_do_not_fit_each_other_are_one_more_problem() {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(
            () ->
                ConfigReader.read(
                    Map.of("TRAINER_EPOCHS", "x"),
                    CATALOGUE,
                    reader -> {
                      int epochs = reader.get(EPOCHS);
                      throw new IllegalArgumentException("epochs and pause clash at " + epochs);
                    }))
        .satisfies(e -> assertThat(e.problems()).hasSize(2))
        .withMessageContaining("epochs and pause clash at 10");
  }

  @Test
  void a_key_outside_the_catalogue_cannot_be_read() {
    ConfigKey<String> foreign = ConfigKey.of("OTHER_KEY", ValueType.text(), "x", "Foreign.");

    assertThatIllegalStateException()
        .isThrownBy(() -> ConfigReader.read(Map.of(), CATALOGUE, reader -> reader.get(foreign)))
        .withMessage("OTHER_KEY is not in this service's catalogue");
  }

  @Test
  void the_effective_configuration_is_logged_once_without_secrets() {
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    Logger logger = (Logger) LoggerFactory.getLogger(ConfigReader.class);
    log.start();
    logger.addAppender(log);
    logger.setLevel(Level.INFO);
    logger.setAdditive(false);

    ConfigReader.read(
        Map.of("TRAINER_TOKEN", "hunter2", "TRAINER_URL", "http://ann:hunter2@place/"),
        CATALOGUE,
        ConfigReaderTest::readAll);
    logger.detachAppender(log);
    logger.setLevel(null);
    logger.setAdditive(true);

    assertThat(log.list)
        .singleElement()
        .extracting(ILoggingEvent::getFormattedMessage)
        .isEqualTo(
            "configuration TRAINER_EPOCHS=10 TRAINER_PAUSE=15s TRAINER_TOKEN=***"
                + " TRAINER_URL=http://***@place/");
  }

  private static String readAll(ConfigReader reader) {
    return "" + reader.get(EPOCHS) + reader.get(PAUSE) + reader.get(TOKEN) + reader.get(URL);
  }
}
