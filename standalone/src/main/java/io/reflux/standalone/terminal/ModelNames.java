package io.reflux.standalone.terminal;

import io.reflux.schemas.avro.ModelRole;
import java.math.BigDecimal;
import java.util.Locale;

/** What people call the models of an experiment. */
public final class ModelNames {

  /** Enough of an id to tell one model of an experiment from another. */
  private static final int SHORT_ID = 10;

  private ModelNames() {}

  /** {@code baseline}, {@code teacher T=20}, {@code student T=0.5}. */
  public static String of(ModelRole role, double temperature) {
    String name = role.name().toLowerCase(Locale.ROOT);
    return role == ModelRole.BASELINE ? name : name + " T=" + number(temperature);
  }

  /** The same; a model made elsewhere is told from others by the beginning of its id. */
  public static String of(ModelRole role, double temperature, String modelId) {
    return role == ModelRole.EXTERNAL
        ? "external " + modelId.substring(0, Math.min(SHORT_ID, modelId.length()))
        : of(role, temperature);
  }

  /** A temperature without a decimal point where it needs none. */
  public static String number(double temperature) {
    return BigDecimal.valueOf(temperature).stripTrailingZeros().toPlainString();
  }
}
