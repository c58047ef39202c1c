package io.reflux.robustness.experiment;

import static io.reflux.robustness.attack.spec.AttackMode.APGD_LINF_T;
import static io.reflux.robustness.attack.spec.AttackMode.AUTO_L2;
import static io.reflux.robustness.attack.spec.AttackMode.AUTO_LINF;
import static io.reflux.robustness.attack.spec.AttackMode.CW_L0;
import static io.reflux.robustness.attack.spec.AttackMode.CW_L2;
import static io.reflux.robustness.attack.spec.AttackMode.FGSM;
import static io.reflux.robustness.attack.spec.AttackMode.JSMA_F_FLOAT32;
import static io.reflux.robustness.attack.spec.AttackMode.JSMA_F_LOG;
import static io.reflux.robustness.attack.spec.AttackMode.JSMA_T;
import static io.reflux.robustness.attack.spec.AttackMode.NOISE_L2;
import static io.reflux.robustness.attack.spec.AttackMode.NOISE_LINF;
import static io.reflux.robustness.attack.spec.AttackMode.PGD_LINF_F_FLOAT32;
import static io.reflux.robustness.attack.spec.AttackMode.PGD_LINF_MARGIN;
import static io.reflux.robustness.attack.spec.AttackMode.SQUARE_LINF;
import static io.reflux.robustness.attack.spec.AttackMode.TRANSFER_CW_L2;

import io.reflux.robustness.attack.spec.AttackMode;
import io.reflux.robustness.attack.spec.AttackSpec;
import io.reflux.robustness.threat.Goal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Attacks that belong together, by a name, with standard budgets and parameters. */
public enum AttackSuite {
  /** What the distillation paper ran. */
  PAPER("paper", "the distillation paper's attack alone", List.of(of(JSMA_F_FLOAT32))),

  /**
   * What tells robustness from a hidden gradient: computations that saturation defeats beside exact
   * ones, all three norms, a black box, chance, and the transfer at rising confidence by which
   * Carlini and Wagner (2017, VIII-D) judge a defence. Their attacks aim at any class: a sample is
   * attacked once and not for each of nine targets, in the threat model of the transfer.
   */
  HONEST(
      "honest",
      "defeated and exact gradients, three norms, black box, transfer, chance",
      List.of(
          of(JSMA_F_FLOAT32),
          of(JSMA_F_LOG),
          ofDefended(JSMA_T),
          ofAnyClass(CW_L2),
          ofAnyClass(CW_L0),
          of(PGD_LINF_F_FLOAT32),
          of(PGD_LINF_MARGIN),
          of(APGD_LINF_T),
          of(SQUARE_LINF),
          of(FGSM),
          of(NOISE_LINF),
          transfer(0),
          transfer(20),
          transfer(40))),

  /** The worst case of several attacks, without a parameter to choose (Croce and Hein 2020). */
  AUTO(
      "auto",
      "the worst case of several attacks in Linf and in L2, beside chance",
      List.of(of(AUTO_LINF), of(AUTO_L2), of(NOISE_LINF), of(NOISE_L2)));

  private final String label;
  private final String description;

  @SuppressWarnings("ImmutableEnumChecker") // records and List.of do not change
  private final List<Member> members;

  /**
   * One attack of a suite.
   *
   * @param mode what it computes
   * @param untargeted whether it aims at any class, whatever is usual for the mode
   * @param parameters what is not standard about it
   * @param defended whether it is left out on the baseline, where it would say nothing new
   */
  private record Member(
      AttackMode mode, boolean untargeted, Map<String, Double> parameters, boolean defended) {

    AttackSpec spec(StandardBudgets budgets) {
      AttackSpec usual = AttackSpec.of(mode, budgets.of(mode));
      AttackSpec spec = untargeted ? usual.withGoal(Goal.UNTARGETED) : usual;
      for (Map.Entry<String, Double> parameter : parameters.entrySet()) {
        spec = spec.with(parameter.getKey(), parameter.getValue());
      }
      return spec;
    }

    Set<ModelRole> roles(boolean teachers) {
      Set<ModelRole> roles = EnumSet.of(ModelRole.STUDENT, ModelRole.EXTERNAL);
      if (teachers) {
        roles.add(ModelRole.TEACHER);
      }
      if (!defended) {
        roles.add(ModelRole.BASELINE);
      }
      return roles;
    }

    String describe() {
      List<String> peculiar = new ArrayList<>();
      if (untargeted) {
        peculiar.add(Goal.UNTARGETED.label());
      }
      parameters.forEach((name, value) -> peculiar.add("%s %.0f".formatted(name, value)));
      return peculiar.isEmpty()
          ? mode.label()
          : "%s (%s)".formatted(mode.label(), String.join(", ", peculiar));
    }
  }

  AttackSuite(String label, String description, List<Member> members) {
    this.label = label;
    this.description = description;
    this.members = members;
  }

  /** The name in requests, such as {@code honest}. */
  public String label() {
    return label;
  }

  /** What it is for, in a few words. */
  public String description() {
    return description;
  }

  /** Its attacks in words, such as {@code transfer-cw-l2 (confidence 20)}. */
  public List<String> members() {
    return members.stream().map(Member::describe).toList();
  }

  /**
   * Its attacks.
   *
   * @param budgets what is standard for the images
   * @param teachers whether teachers are attacked as students are
   */
  public List<AttackRequest> attacks(StandardBudgets budgets, boolean teachers) {
    return members.stream()
        .map(each -> new AttackRequest(each.spec(budgets), each.roles(teachers), List.of()))
        .toList();
  }

  /**
   * The suite of a name.
   *
   * @throws IllegalArgumentException if there is none; the message lists the known ones
   */
  public static AttackSuite parse(String label) {
    return Arrays.stream(values())
        .filter(suite -> suite.label.equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "suite must be one of %s, was '%s'".formatted(labels(), label)));
  }

  private static String labels() {
    return Arrays.stream(values()).map(AttackSuite::label).collect(Collectors.joining(", "));
  }

  private static Member of(AttackMode mode) {
    return new Member(mode, false, Map.of(), false);
  }

  private static Member ofAnyClass(AttackMode mode) {
    return new Member(mode, true, Map.of(), false);
  }

  private static Member ofDefended(AttackMode mode) {
    return new Member(mode, false, Map.of(), true);
  }

  private static Member transfer(double confidence) {
    return new Member(TRANSFER_CW_L2, true, Map.of("confidence", confidence), true);
  }
}
