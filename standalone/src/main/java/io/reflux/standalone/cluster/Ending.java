package io.reflux.standalone.cluster;

import io.reflux.schemas.avro.RobustnessReport;
import java.time.Instant;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** How the watching of an experiment ended. */
public sealed interface Ending {

  /**
   * The evaluator wrote its report, whether all went well or not.
   *
   * @param report what it says
   * @param requestedAt when the experiment was asked for
   */
  record Reported(RobustnessReport report, Instant requestedAt) implements Ending {

    /** A report whose request may be unknown, or younger if it was repeated. */
    static Reported of(RobustnessReport report, @Nullable Instant requestedAt) {
      Instant end = report.getMeta().getProducedAt();
      return new Reported(
          report, requestedAt == null || requestedAt.isAfter(end) ? end : requestedAt);
    }
  }

  /**
   * The planner refused the request.
   *
   * @param reason what is wrong with it and what to do
   */
  record Rejected(String reason) implements Ending {}

  /**
   * Somebody withdrew the experiment before there was a report.
   *
   * @param reason why
   */
  record Cancelled(String reason) implements Ending {}

  /**
   * The cluster knows of no such experiment.
   *
   * @param known the experiments that it does know
   */
  record Unknown(SortedSet<String> known) implements Ending {

    /** Copies the set. */
    public Unknown {
      known = new TreeSet<>(known);
    }
  }
}
