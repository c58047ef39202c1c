package io.reflux.schemas.admin;

/**
 * One setting of an existing topic that differs from the catalogue.
 *
 * @param topic name of the topic
 * @param setting what differs: {@code partitions}, {@code replication factor} or a topic setting
 * @param found the value that the cluster has; {@code (not set)} if it has none
 * @param expected the value that the catalogue asks for
 */
public record TopicMismatch(String topic, String setting, String found, String expected) {

  @Override
  public String toString() {
    return "topic %s: %s is %s, expected %s".formatted(topic, setting, found, expected);
  }
}
