package io.reflux.standalone.report;

import io.reflux.schemas.avro.RobustnessScore;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What to call attacks: their mode and what is unusual about its parameters, and their limits where
 * two would be called the same.
 */
final class AttackTitles {

  private final Map<String, String> titles = new TreeMap<>();

  AttackTitles(Collection<RobustnessScore> scores) {
    for (RobustnessScore score : scores) {
      boolean shared =
          scores.stream()
              .anyMatch(
                  other ->
                      name(other).equals(name(score))
                          && !other.getAttackId().equals(score.getAttackId()));
      titles.put(score.getAttackId(), shared ? withLimits(score) : name(score));
    }
  }

  /** The title of an attack's id. */
  String of(String attackId) {
    return titles.getOrDefault(attackId, attackId);
  }

  /** The mode, and what of its parameters is unusual. */
  static String name(RobustnessScore score) {
    return titled(score, Stream.of(score.getVariant()));
  }

  private static String withLimits(RobustnessScore score) {
    String limit =
        Limits.countsFeatures(score)
            ? score.getMaxFeatures() + " features"
            : Limits.of(score.getNorm(), score.getBudget());
    return titled(score, Stream.of(score.getVariant(), limit, score.getGoal()));
  }

  private static String titled(RobustnessScore score, Stream<String> particulars) {
    String all = particulars.filter(each -> !each.isEmpty()).collect(Collectors.joining(", "));
    return all.isEmpty() ? score.getMode() : "%s (%s)".formatted(score.getMode(), all);
  }
}
