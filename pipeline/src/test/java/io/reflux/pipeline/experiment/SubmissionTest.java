package io.reflux.pipeline.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reflux.pipeline.experiment.text.InvalidExperimentException;
import io.reflux.runtime.messages.EventMetas;
import io.reflux.schemas.avro.ExperimentEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SubmissionTest {

  private static final String MNIST = "dataset: {name: mnist}";

  @Test
  void the_event_asks_for_the_request_under_its_id() {
    Instant noon = Instant.parse("2026-03-01T12:00:00Z");
    Submission submission = received(MNIST, Optional.of("mine"));

    ExperimentEvent event =
        submission.event(new EventMetas("test", "r1", Clock.fixed(noon, ZoneOffset.UTC)));

    assertThat(event.getExperimentId()).isEqualTo("mine");
    assertThat(event.getBody()).isEqualTo(submission.request());
    assertThat(event.getMeta().getExperimentId()).isEqualTo("mine");
    assertThat(event.getMeta().getProducedAt()).isEqualTo(noon);
  }

  @Test
  void without_an_id_it_is_named_by_what_it_asks_for() {
    assertThat(received(MNIST, Optional.empty()))
        .isEqualTo(received("{\"dataset\": {\"name\": \"mnist\"}}", Optional.empty()));
  }

  @Test
  void what_is_received_never_names_a_file(@TempDir Path directory) throws Exception {
    Path file = Files.writeString(directory.resolve("experiment.yaml"), MNIST);

    assertThatThrownBy(() -> received(file.toString(), Optional.empty()))
        .isInstanceOf(InvalidExperimentException.class)
        .hasMessageStartingWith("test expects keys or the name of a preset, has the text '");
  }

  @Test
  void data_without_a_published_digest_must_come_with_one() {
    assertThatThrownBy(() -> received("dataset: {name: cifar10}", Optional.empty()))
        .isInstanceOf(InvalidExperimentException.class)
        .hasMessage(
            "test:1:1: dataset: dataset cifar10 needs a digest in the request:"
                + " it has no published one");
  }

  @Test
  void an_id_that_could_not_be_a_key_is_refused() {
    assertThatThrownBy(() -> received(MNIST, Optional.of("a|b")))
        .isInstanceOf(InvalidExperimentException.class)
        .hasMessageEndingWith("was 'a|b'");
  }

  private static Submission received(String text, Optional<String> id) {
    return Submission.received("test", text, id);
  }
}
