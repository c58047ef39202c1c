package io.reflux.schemas.admin;

import java.util.List;
import java.util.stream.Collectors;
import org.apache.kafka.common.KafkaException;

/** Existing topics differ from the catalogue; the message lists every difference. */
public final class TopicMismatchException extends KafkaException {

  private static final long serialVersionUID = 1L;

  private final transient List<TopicMismatch> mismatches;

  TopicMismatchException(List<TopicMismatch> mismatches) {
    super(
        mismatches.stream()
            .map(TopicMismatch::toString)
            .collect(
                Collectors.joining(
                    "\n  ",
                    "existing topics differ from the catalogue; alter them, or delete them if their records may go:\n  ",
                    "")));
    this.mismatches = List.copyOf(mismatches);
  }

  /** Every difference, by topic and setting. */
  public List<TopicMismatch> mismatches() {
    return mismatches;
  }
}
