package io.reflux.standalone.endtoend;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Map;

/** The experiment of these tests, and the numbers that follow from its text. */
final class TinyExperiment {

  static final int SAMPLES = 8;
  static final int TARGETS_PER_SAMPLE = 9;
  static final int MAX_FEATURES = 32;

  /** Baseline, teacher and student, each under two attacks. */
  static final int ATTACKED = 6;

  /** What every service and command needs, so that an attack has one job per sample. */
  static final Map<String, String> ONE_SAMPLE_PER_JOB = Map.of("ATTACKER_SHARD_SAMPLES", "1");

  private TinyExperiment() {}

  /** The experiment as a file. */
  static String file() {
    return path().toString();
  }

  /** What {@code --set} makes of the experiment to leave only the first of its attacks. */
  static String onlyFirstAttack() {
    return "--set=attacks=" + firstAttack(tree());
  }

  /** The experiment as a line for the console producer. */
  static String line() {
    return tree().toString();
  }

  /** The experiment with only the first of its attacks as a line for the console producer. */
  static String lineWithFirstAttack() {
    ObjectNode experiment = tree();
    return experiment.set("attacks", firstAttack(experiment)).toString();
  }

  private static ArrayNode firstAttack(ObjectNode experiment) {
    return experiment.arrayNode().add(experiment.get("attacks").get(0));
  }

  private static ObjectNode tree() {
    try {
      return (ObjectNode) new YAMLMapper().readTree(path().toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path path() {
    try {
      return Path.of(TinyExperiment.class.getResource("tiny.yaml").toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
