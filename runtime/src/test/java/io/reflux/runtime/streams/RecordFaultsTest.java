package io.reflux.runtime.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflux.schemas.registry.SchemaRegistryException;
import java.io.IOException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.junit.jupiter.api.Test;

class RecordFaultsTest {

  @Test
  void a_registry_that_does_not_answer_is_no_fault_of_the_record() {
    SchemaRegistryException failure =
        new SchemaRegistryException("no answer", new IOException("refused"));

    assertThat(RecordFaults.ofEnvironment(failure)).isTrue();
    assertThat(RecordFaults.ofEnvironment(new SerializationException("cannot", failure))).isTrue();
  }

  @Test
  void a_broken_store_is_no_fault_of_the_record() {
    assertThat(RecordFaults.ofEnvironment(new ProcessorStateException("disk full"))).isTrue();
  }

  @Test
  void bytes_that_mean_nothing_are() {
    assertThat(RecordFaults.ofEnvironment(new SerializationException("no Avro"))).isFalse();
  }

  @Test
  void a_value_that_the_code_cannot_handle_is() {
    assertThat(RecordFaults.ofEnvironment(new IllegalArgumentException("epochs = -1"))).isFalse();
  }
}
