package io.reflux.schemas.topic;

/** What Kafka removes from a topic: the setting {@code cleanup.policy}. */
public enum CleanupPolicy {
  /** Keeps the last record of each key for ever. */
  COMPACT("compact"),
  /** Keeps every record for the retention time. */
  DELETE("delete"),
  /** Keeps the last record of each key, for the retention time. */
  COMPACT_AND_DELETE("compact,delete");

  private final String setting;

  CleanupPolicy(String setting) {
    this.setting = setting;
  }

  /** The value of {@code cleanup.policy}. */
  public String setting() {
    return setting;
  }
}
