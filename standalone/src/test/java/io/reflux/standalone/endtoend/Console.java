package io.reflux.standalone.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.reflux.schemas.topic.Topics;
import io.reflux.standalone.console.ExperimentLineReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.tools.ConsoleProducer;

/** Kafka's own console producer in a process of its own, with the reader of experiments. */
record Console(ChildProcess process) implements AutoCloseable {

  /** Starts it on the topic of experiments. */
  static Console start(FourProcesses cluster, Path directory) {
    return new Console(
        ChildProcess.startFilter(
            ConsoleProducer.class,
            List.of(
                "--bootstrap-server",
                cluster.bootstrapServers(),
                "--topic",
                Topics.EXPERIMENTS.name(),
                "--sync",
                "--line-reader",
                ExperimentLineReader.class.getName(),
                "--reader-property",
                "schema.registry.url=" + cluster.schemaRegistryUrl()),
            directory));
  }

  /** Types a line. */
  void type(String line) throws IOException {
    process.process().getOutputStream().write((line + "\n").getBytes(UTF_8));
    process.process().getOutputStream().flush();
  }

  /** Ends the input and returns the exit status. */
  int end() throws IOException, InterruptedException {
    process.process().getOutputStream().close();
    return process.awaitEnd();
  }

  @Override
  public void close() {
    process.close();
  }
}
