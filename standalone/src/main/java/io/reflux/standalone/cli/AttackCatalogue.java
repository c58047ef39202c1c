package io.reflux.standalone.cli;

import io.reflux.robustness.attack.spec.AttackMode;
import io.reflux.robustness.attack.spec.AttackParameter;
import io.reflux.robustness.attack.spec.AttackTraits;
import io.reflux.robustness.data.DatasetSpec;
import io.reflux.robustness.data.KnownDataset;
import io.reflux.robustness.experiment.AttackSuite;
import io.reflux.robustness.experiment.StandardBudgets;
import io.reflux.robustness.threat.Goal;
import io.reflux.standalone.terminal.TextTable;
import io.reflux.standalone.terminal.TextTable.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The catalogue of attacks as text for people. */
final class AttackCatalogue {

  private AttackCatalogue() {}

  /** Every mode in a line, then the suites. */
  static List<String> all() {
    List<String> lines = new ArrayList<>(modes().lines());
    lines.add("");
    lines.add("goals: the usual one first; parameters: with their standard values, see");
    lines.add("reflux attacks MODE for what they mean and what is allowed");
    lines.add("");
    lines.addAll(suites());
    return List.copyOf(lines);
  }

  /** One mode with everything that it can be told. */
  static List<String> of(AttackMode mode) {
    AttackTraits traits = mode.traits();
    List<String> lines = new ArrayList<>();
    lines.add("%s: %s".formatted(mode.label(), promise(traits)));
    lines.add("  norm       " + traits.norm().label());
    lines.add("  knowledge  " + traits.knowledge().label());
    lines.add("  goals      " + goals(traits));
    lines.add("  budget     " + budgets(mode));
    lines.add("");
    if (mode.parameters().isEmpty()) {
      lines.add("no parameters");
    } else {
      lines.addAll(parameters(mode).lines());
    }
    return List.copyOf(lines);
  }

  private static TextTable modes() {
    TextTable table =
        new TextTable(
            List.of(
                Column.left("mode"),
                Column.left("norm"),
                Column.left("knowledge"),
                Column.left("goals"),
                Column.left("promise"),
                Column.left("parameters")));
    for (AttackMode mode : AttackMode.values()) {
      AttackTraits traits = mode.traits();
      table.add(
          List.of(
              mode.label(),
              traits.norm().label(),
              traits.knowledge().label(),
              goals(traits),
              traits.promise().name().toLowerCase(Locale.ROOT).replace('_', '-'),
              mode.parameters().stream()
                  .map(parameter -> parameter.name() + "=" + standard(parameter))
                  .collect(Collectors.joining(" "))));
    }
    return table;
  }

  private static List<String> suites() {
    List<String> lines = new ArrayList<>(List.of("suites:"));
    for (AttackSuite suite : AttackSuite.values()) {
      lines.add("  %-6s  %s".formatted(suite.label(), suite.description()));
      lines.add("          " + String.join(", ", suite.members()));
    }
    return lines;
  }

  private static TextTable parameters(AttackMode mode) {
    TextTable table =
        new TextTable(
            List.of(
                Column.left("parameter"),
                Column.right("standard"),
                Column.left("allowed"),
                Column.left("meaning")));
    for (AttackParameter parameter : mode.parameters()) {
      table.add(List.of(parameter.name(), standard(parameter), parameter.rule(), parameter.doc()));
    }
    return table;
  }

  private static String goals(AttackTraits traits) {
    return traits.goals().stream().map(Goal::label).collect(Collectors.joining(", "));
  }

  private static String promise(AttackTraits traits) {
    return switch (traits.promise()) {
      case WITHIN_BUDGET -> "looks for a change within the budget";
      case SMALLEST -> "looks for the smallest change";
      case BASELINE -> "does not search; shows what chance does";
    };
  }

  private static String budgets(AttackMode mode) {
    return KnownDataset.all().stream()
        .map(
            known -> {
              double budget = StandardBudgets.of(DatasetSpec.of(known.name())).of(mode);
              return Double.isInfinite(budget)
                  ? "no limit unless told one"
                  : "%s for %s".formatted(number(budget), known.name());
            })
        .distinct()
        .collect(Collectors.joining(", "));
  }

  /** The temperature alone has no standard: it is the attacked model's. */
  private static String standard(AttackParameter parameter) {
    return Double.isNaN(parameter.standard()) ? "model's" : number(parameter.standard());
  }

  private static String number(double value) {
    boolean whole = value == Math.rint(value) && Math.abs(value) < 1e9;
    return whole ? String.format(Locale.ROOT, "%.0f", value) : shortest(value);
  }

  private static String shortest(double value) {
    return String.format(Locale.ROOT, "%.4g", value)
        .replaceFirst("(\\.\\d*?)0+(e|$)", "$1$2")
        .replaceFirst("\\.(e|$)", "$1");
  }
}
