package io.reflux.schemas.admin;

import io.reflux.schemas.topic.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.common.config.TopicConfig;

/**
 * What a topic is like in a cluster.
 *
 * @param partitions number of partitions
 * @param replicationFactor smallest number of replicas of a partition
 * @param settings effective settings by Kafka's names
 */
record TopicSettings(int partitions, int replicationFactor, Map<String, String> settings) {

  private static final String NOT_SET = "(not set)";

  TopicSettings {
    settings = Map.copyOf(settings);
  }

  /**
   * Everything that differs from the catalogue.
   *
   * @param expectedReplication expected replication factor; -1 = any
   */
  List<TopicMismatch> mismatches(Topic<?> topic, short expectedReplication) {
    List<TopicMismatch> mismatches = new ArrayList<>();
    if (partitions != topic.partitions()) {
      mismatches.add(
          mismatch(topic, "partitions", partitions, Integer.toString(topic.partitions())));
    }
    if (expectedReplication != TopicAdmin.BROKER_DEFAULT
        && replicationFactor != expectedReplication) {
      mismatches.add(
          mismatch(
              topic, "replication factor", replicationFactor, Short.toString(expectedReplication)));
    }
    new TreeMap<>(topic.settings())
        .forEach(
            (setting, expected) -> {
              String found = settings.getOrDefault(setting, NOT_SET);
              if (!same(setting, found, expected)) {
                mismatches.add(mismatch(topic, setting, found, expected));
              }
            });
    return List.copyOf(mismatches);
  }

  private static boolean same(String setting, String found, String expected) {
    if (setting.equals(TopicConfig.CLEANUP_POLICY_CONFIG)) {
      return policies(found).equals(policies(expected));
    }
    return Objects.equals(found, expected);
  }

  /** Kafka takes the policies in any order. */
  private static Set<String> policies(String list) {
    return Set.of(list.replace(" ", "").split(",", -1));
  }

  private static TopicMismatch mismatch(
      Topic<?> topic, String setting, Object found, String expected) {
    return new TopicMismatch(topic.name(), setting, found.toString(), expected);
  }
}
