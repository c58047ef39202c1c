package io.reflux.runtime.queue;

import java.util.Locale;
import org.apache.kafka.clients.consumer.AcknowledgeType;

/** What became of one delivery, and what the broker is told. */
enum Outcome {
  /** The work is done. */
  COMPLETED(AcknowledgeType.ACCEPT),
  /** It failed and is in the queue again, as the next attempt. */
  RETRIED(AcknowledgeType.ACCEPT),
  /** It failed for good and is among the dead letters. */
  GIVEN_UP(AcknowledgeType.ACCEPT),
  /** It was cancelled and is in the queue again, as the same attempt. */
  GIVEN_BACK(AcknowledgeType.ACCEPT),
  /** It was cancelled and left to the broker, which counts one delivery more. */
  RELEASED(AcknowledgeType.RELEASE),
  /** Its bytes are no job; they are among the dead letters. */
  UNREADABLE(AcknowledgeType.REJECT);

  private final AcknowledgeType acknowledgement;

  Outcome(AcknowledgeType acknowledgement) {
    this.acknowledgement = acknowledgement;
  }

  AcknowledgeType acknowledgement() {
    return acknowledgement;
  }

  /** The value of the metrics' tag. */
  String tag() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
