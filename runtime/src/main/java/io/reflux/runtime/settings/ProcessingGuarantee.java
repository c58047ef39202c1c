package io.reflux.runtime.settings;

/** What a stream topology promises when it fails in the middle of a record. */
public enum ProcessingGuarantee {
  /** Each record changes state and output exactly once; outputs are committed in transactions. */
  EXACTLY_ONCE_V2("exactly_once_v2"),
  /** A record may be processed again; lower latency, and enough where outputs are idempotent. */
  AT_LEAST_ONCE("at_least_once");

  private final String streamsValue;

  ProcessingGuarantee(String streamsValue) {
    this.streamsValue = streamsValue;
  }

  /** The value of Kafka Streams' {@code processing.guarantee}. */
  public String streamsValue() {
    return streamsValue;
  }
}
