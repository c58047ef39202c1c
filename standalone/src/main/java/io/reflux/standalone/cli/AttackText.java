package io.reflux.standalone.cli;

import io.reflux.pipeline.experiment.text.InvalidExperimentException;
import io.reflux.schemas.avro.AttackRequest;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeMap;

/** One attack on the command line: {@code MODE} or {@code MODE:key=value,key=value}. */
final class AttackText {

  private final String text;
  private final AttackRequest.Builder attack = AttackRequest.newBuilder();
  private final TreeMap<String, Double> parameters = new TreeMap<>();
  private final Set<String> seen = new HashSet<>();

  private AttackText(String text) {
    this.text = text;
  }

  /**
   * Reads it; whether mode and values go together is for the catalogue to say.
   *
   * @throws InvalidExperimentException if it has another form
   */
  static AttackRequest parse(String text) {
    return new AttackText(text).read();
  }

  private AttackRequest read() {
    int colon = text.indexOf(':');
    attack.setMode(colon < 0 ? text : text.substring(0, colon));
    if (colon >= 0) {
      for (String setting : text.substring(colon + 1).split(",", -1)) {
        int equals = setting.indexOf('=');
        if (equals < 1) {
          throw wrong("expects MODE:key=value,key=value, has '" + setting + "'");
        }
        set(setting.substring(0, equals).strip(), setting.substring(equals + 1).strip());
      }
    }
    return attack.setParameters(parameters).build();
  }

  private void set(String key, String value) {
    if (!seen.add(key)) {
      throw wrong(key + " stands twice");
    }
    switch (key) {
      case "goal" -> attack.setGoal(value);
      case "budget" -> attack.setBudget(number(key, value));
      case "theta" -> attack.setTheta(number(key, value));
      case "maxFeatures" -> attack.setMaxFeatures(whole(key, value));
      default -> parameters.put(key, number(key, value));
    }
  }

  private double number(String key, String value) {
    try {
      return Double.parseDouble(value);
    } catch (NumberFormatException e) {
      throw wrong(key + " must be a number, is '" + value + "'");
    }
  }

  private int whole(String key, String value) {
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw wrong(key + " must be a whole number, is '" + value + "'");
    }
  }

  private InvalidExperimentException wrong(String what) {
    return new InvalidExperimentException("--attack " + text + ": " + what);
  }
}
