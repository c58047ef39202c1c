package io.reflux.robustness.training;

import com.fasterxml.jackson.databind.JsonNode;
import io.reflux.robustness.network.Initialization;
import io.reflux.robustness.provenance.CanonicalJson;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How a network is trained (Papernot et al. 2016, Table II). Together with the data and the
 * architecture it determines every byte of the result.
 *
 * @param temperature softmax temperature T of the training loss, in (0, 1e6]
 * @param epochs passes over the training images, in [1, 10000]
 * @param batchSize images per step, in [1, 65536]
 * @param learningRate step size, in (0, 1000]
 * @param momentum share of the previous step kept, in [0, 1)
 * @param learningRateDecay factor on the learning rate every {@code decayEpochs} epochs, in (0, 1]
 * @param decayEpochs epochs between two decays; 0 = never
 * @param seed of the initial weights, the order of the images and the dropout masks
 * @param initialization distribution of the initial weights
 */
public record TrainingPlan(
    double temperature,
    int epochs,
    int batchSize,
    double learningRate,
    double momentum,
    double learningRateDecay,
    int decayEpochs,
    long seed,
    Initialization initialization) {

  /** The highest learning rate that is accepted; no network here was seen to learn at it. */
  public static final double HIGHEST_LEARNING_RATE = 1000;

  private static final double HIGHEST_TEMPERATURE = 1e6;
  private static final int MOST_EPOCHS = 10_000;
  private static final int LARGEST_BATCH = 65_536;
  private static final Set<String> KEYS =
      new TreeSet<>(
          Set.of(
              "temperature",
              "epochs",
              "batchSize",
              "learningRate",
              "momentum",
              "learningRateDecay",
              "decayEpochs",
              "seed",
              "initialization"));

  /** Checks every range. */
  public TrainingPlan {
    require(
        temperature > 0 && temperature <= HIGHEST_TEMPERATURE,
        "temperature must be in (0, 1e6]",
        temperature);
    require(epochs >= 1 && epochs <= MOST_EPOCHS, "epochs must be in [1, 10000]", epochs);
    require(
        batchSize >= 1 && batchSize <= LARGEST_BATCH, "batchSize must be in [1, 65536]", batchSize);
    require(
        learningRate > 0 && learningRate <= HIGHEST_LEARNING_RATE,
        "learningRate must be in (0, 1000]",
        learningRate);
    require(momentum >= 0 && momentum < 1, "momentum must be in [0, 1)", momentum);
    require(
        learningRateDecay > 0 && learningRateDecay <= 1,
        "learningRateDecay must be in (0, 1]",
        learningRateDecay);
    require(decayEpochs >= 0, "decayEpochs must be >= 0", decayEpochs);
  }

  /** The learning rate during an epoch, counted from 0. */
  public double learningRateAt(int epoch) {
    int decays = decayEpochs == 0 ? 0 : epoch / decayEpochs;
    return learningRate * StrictMath.pow(learningRateDecay, decays);
  }

  /** The plan as canonical JSON; {@link #parseJson} reads it back. */
  public String canonicalJson() {
    Map<String, Object> plan = new TreeMap<>();
    plan.put("temperature", temperature);
    plan.put("epochs", epochs);
    plan.put("batchSize", batchSize);
    plan.put("learningRate", learningRate);
    plan.put("momentum", momentum);
    plan.put("learningRateDecay", learningRateDecay);
    plan.put("decayEpochs", decayEpochs);
    plan.put("seed", seed);
    plan.put("initialization", initialization.name());
    return CanonicalJson.of(plan);
  }

  /**
   * Reads a plan back.
   *
   * @throws IllegalArgumentException if a key is missing, unknown or of the wrong type, or a value
   *     is out of range
   */
  public static TrainingPlan parseJson(String json) {
    JsonNode plan = CanonicalJson.parse(json);
    Set<String> found = new TreeSet<>();
    plan.fieldNames().forEachRemaining(found::add);
    if (!found.equals(KEYS)) {
      throw new IllegalArgumentException(
          "a training plan must have the keys %s, had %s".formatted(KEYS, found));
    }
    return new TrainingPlan(
        number(plan, "temperature"),
        whole(plan, "epochs"),
        whole(plan, "batchSize"),
        number(plan, "learningRate"),
        number(plan, "momentum"),
        number(plan, "learningRateDecay"),
        whole(plan, "decayEpochs"),
        plan.get("seed").longValue(),
        initialization(plan.get("initialization").asText()));
  }

  private static Initialization initialization(String name) {
    for (Initialization each : Initialization.values()) {
      if (each.name().equals(name)) {
        return each;
      }
    }
    throw new IllegalArgumentException(
        "initialization must be HE or GLOROT, was \"%s\"".formatted(name));
  }

  private static double number(JsonNode plan, String key) {
    JsonNode value = plan.get(key);
    if (!value.isNumber()) {
      throw new IllegalArgumentException("%s must be a number, was %s".formatted(key, value));
    }
    return value.doubleValue();
  }

  private static int whole(JsonNode plan, String key) {
    JsonNode value = plan.get(key);
    if (!value.canConvertToInt() || !value.isIntegralNumber()) {
      throw new IllegalArgumentException("%s must be a whole number, was %s".formatted(key, value));
    }
    return value.intValue();
  }

  private static void require(boolean holds, String rule, Object value) {
    if (!holds) {
      throw new IllegalArgumentException(rule + ", was " + value);
    }
  }
}
