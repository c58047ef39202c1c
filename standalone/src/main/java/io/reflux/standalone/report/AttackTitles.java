package io.reflux.standalone.report;

import io.reflux.schemas.avro.RobustnessScore;
import io.reflux.standalone.terminal.ModelNames;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** What to call attacks: their mode, and their parameters where two share a mode. */
final class AttackTitles {

  private final Map<String, String> titles = new TreeMap<>();

  AttackTitles(Collection<RobustnessScore> scores) {
    for (RobustnessScore score : scores) {
      boolean shared =
          scores.stream()
              .anyMatch(
                  other ->
                      other.getMode().equals(score.getMode())
                          && !other.getAttackId().equals(score.getAttackId()));
      titles.put(score.getAttackId(), shared ? withParameters(score) : score.getMode());
    }
  }

  /** The title of an attack's id. */
  String of(String attackId) {
    return titles.getOrDefault(attackId, attackId);
  }

  private static String withParameters(RobustnessScore score) {
    return Limits.countsFeatures(score)
        ? "%s (theta %s, %d features)"
            .formatted(score.getMode(), ModelNames.number(score.getTheta()), score.getMaxFeatures())
        : "%s (%s, %s)"
            .formatted(
                score.getMode(), Limits.of(score.getNorm(), score.getBudget()), score.getGoal());
  }
}
