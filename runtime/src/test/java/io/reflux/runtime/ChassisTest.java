package io.reflux.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.reflux.runtime.config.ConfigReader;
import io.reflux.runtime.config.ConfigurationException;
import io.reflux.runtime.health.HttpRoutes;
import io.reflux.runtime.lifecycle.FailureListener;
import io.reflux.runtime.lifecycle.Lifecycle;
import io.reflux.runtime.lifecycle.Service;
import io.reflux.runtime.lifecycle.ServiceFailedException;
import io.reflux.runtime.settings.RuntimeKeys;
import io.reflux.runtime.settings.RuntimeSettings;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class ChassisTest {

  private final List<String> calls = new ArrayList<>();
  private final Chassis chassis = Chassis.open("test-service", settings("127.0.0.1:1"));

  @Test
  void records_name_the_service_the_machine_and_the_code() {
    assertThat(chassis.producer()).matches("test-service/.+");
    assertThat(chassis.metas(Clock.systemUTC()).create("e-1", 0).getCodeRevision())
        .isEqualTo("abc");
    chassis.publisher().close();
  }

  @Test
  void an_assembled_service_runs_its_parts_and_frees_the_publisher() {
    Lifecycle service = chassis.assemble(List.of(new Part()), HttpRoutes.NONE);

    service.start(cause -> {});
    service.close();

    assertThat(calls).containsExactly("started", "closed");
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(
            () -> chassis.publisher().publication().publish(new ProducerRecord<>("t", new byte[0])))
        .withMessageContaining("closed");
  }

  @Test
  void an_address_that_does_not_exist_is_reported_with_what_to_do() {
    assertThatExceptionOfType(ServiceFailedException.class)
        .isThrownBy(() -> Chassis.open("test-service", settings("no-such-host.invalid:9092")))
        .withMessage(
            "cannot connect to Kafka at no-such-host.invalid:9092;"
                + " check REFLUX_BOOTSTRAP_SERVERS and the client properties");
    chassis.publisher().close();
  }

  @Test
  void a_registry_or_a_store_of_no_known_kind_is_a_problem_of_the_configuration() {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(
            () -> Chassis.open("x", settings(Map.of("REFLUX_SCHEMA_REGISTRY_URL", "ftp://a"))))
        .withMessageContaining("REFLUX_SCHEMA_REGISTRY_URL: ")
        .withMessageContaining("must start with http://, https:// or mock://");
    Chassis elsewhere =
        Chassis.open(
            "x",
            settings(
                Map.of(
                    "REFLUX_ARTIFACT_STORE", "s3://a", "REFLUX_SCHEMA_REGISTRY_URL", "mock://a")));
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(elsewhere::artifacts)
        .withMessageContaining("REFLUX_ARTIFACT_STORE: the artefact store must be a file: URI");
    elsewhere.publisher().close();
    chassis.publisher().close();
  }

  private static RuntimeSettings settings(String bootstrapServers) {
    return settings(
        Map.of(
            "REFLUX_BOOTSTRAP_SERVERS", bootstrapServers,
            "REFLUX_SCHEMA_REGISTRY_URL", "mock://chassis",
            "REFLUX_CODE_REVISION", "abc"));
  }

  private static RuntimeSettings settings(Map<String, String> environment) {
    return ConfigReader.read(environment, RuntimeKeys.CATALOGUE, RuntimeSettings::from);
  }

  private final class Part implements Service {

    @Override
    public String name() {
      return "part";
    }

    @Override
    public void start(FailureListener failures) {
      calls.add("started");
    }

    @Override
    public void close() {
      calls.add("closed");
    }
  }
}
