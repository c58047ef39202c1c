package io.reflux.standalone.cli;

import io.reflux.schemas.avro.ReportStatus;
import io.reflux.schemas.avro.RobustnessReport;
import io.reflux.standalone.cluster.Ending;
import io.reflux.standalone.report.ResultSummary;
import java.util.Locale;

/** Tells how an experiment ended, and what that means for a script. */
final class Endings {

  private Endings() {}

  /** Prints the result, or says why there is none; returns the exit status. */
  static int tell(Session session, String experimentId, Ending ending) {
    if (ending instanceof Ending.Reported reported) {
      return tell(session, reported.report());
    }
    if (ending instanceof Ending.Rejected rejected) {
      session.say("the experiment was rejected: " + rejected.reason());
      return ExitStatus.USAGE;
    }
    if (ending instanceof Ending.Cancelled cancelled) {
      session.say("the experiment was cancelled: " + cancelled.reason());
      return ExitStatus.FAILED;
    }
    Ending.Unknown unknown = (Ending.Unknown) ending;
    session.say(
        "the cluster knows no experiment "
            + experimentId
            + (unknown.known().isEmpty()
                ? ""
                : "; it knows " + String.join(", ", unknown.known())));
    return ExitStatus.USAGE;
  }

  private static int tell(Session session, RobustnessReport report) {
    session.say("");
    session.print(ResultSummary.of(report));
    session.say("");
    if (report.getStatus() == ReportStatus.COMPLETED) {
      return ExitStatus.OK;
    }
    session.say(
        "the experiment "
            + report.getStatus().name().toLowerCase(Locale.ROOT)
            + ": "
            + report.getReason());
    return ExitStatus.FAILED;
  }
}
