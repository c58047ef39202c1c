package io.reflux.robustness.evaluation.published;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.reflux.robustness.evaluation.published.PublishedNumber.Quantity;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The tables and figures of the distillation paper (N. Papernot et al., arXiv 1511.04508) and the
 * anchors of the papers that broke it (N. Carlini and D. Wagner, arXiv 1607.04311 and 1608.04644).
 * The numbers stand in {@code results.csv} and {@code gradient-amplitudes.csv} beside this class.
 *
 * <p>When they mislead: each is of one training run of unknown seed on unknown samples; the paper's
 * success rates are multiples of 1/900.
 */
public final class PublishedResults {

  private static final String SEPARATOR = ";";
  private static final String UNDISTILLED = "none";
  private static final String PAPER_ATTACK = "jsma-f-float32";
  private static final int NUMBER_FIELDS = 7;

  private final List<PublishedNumber> numbers;
  private final List<GradientShares> gradients;

  private PublishedResults(List<PublishedNumber> numbers, List<GradientShares> gradients) {
    this.numbers = List.copyOf(numbers);
    this.gradients = List.copyOf(gradients);
  }

  /**
   * The distribution of gradient amplitudes of Fig. 9, on CIFAR10's test set.
   *
   * @param distillationTemperature empty for the undistilled model
   * @param shares one per range of {@link io.reflux.robustness.evaluation.GradientHistogram}, large
   *     amplitudes first, in [0, 1]; read off the figure, they sum to 1 within 0.001
   */
  public record GradientShares(OptionalDouble distillationTemperature, List<Double> shares) {

    /** Copies the shares. */
    public GradientShares {
      shares = List.copyOf(shares);
    }
  }

  /** Reads the numbers. */
  public static PublishedResults load() {
    return new PublishedResults(
        lines("results.csv").stream().map(PublishedResults::number).toList(),
        lines("gradient-amplitudes.csv").stream().map(PublishedResults::shares).toList());
  }

  /** All numbers, in the order of the publications. */
  public List<PublishedNumber> all() {
    return numbers;
  }

  /**
   * The success rate of the paper's attack (Fig. 7).
   *
   * @param dataset the data set's name, {@code mnist} or {@code cifar10}
   * @param temperature the distilled model's; empty for the undistilled model
   * @return empty where the paper has no such number
   */
  public Optional<PublishedNumber> successRate(String dataset, OptionalDouble temperature) {
    return find(dataset, temperature, Quantity.SUCCESS_RATE, PAPER_ATTACK);
  }

  /** The success rate of some attack; the paper's own is {@code jsma-f-float32}. */
  public Optional<PublishedNumber> successRate(
      String dataset, OptionalDouble temperature, String attack) {
    return find(dataset, temperature, Quantity.SUCCESS_RATE, attack);
  }

  /** The accuracy that the paper's text gives, for the undistilled model and at T = 20. */
  public Optional<PublishedNumber> accuracy(String dataset, OptionalDouble temperature) {
    return find(dataset, temperature, Quantity.ACCURACY, "");
  }

  /** The change of accuracy by distillation (Fig. 8). */
  public Optional<PublishedNumber> accuracyChange(String dataset, double temperature) {
    return find(dataset, OptionalDouble.of(temperature), Quantity.ACCURACY_CHANGE, "");
  }

  /** The robustness metric (Fig. 10), which the paper shows up to T = 40. */
  public Optional<PublishedNumber> robustness(String dataset, OptionalDouble temperature) {
    return find(dataset, temperature, Quantity.ROBUSTNESS, PAPER_ATTACK);
  }

  /** The distribution of gradient amplitudes on CIFAR10 (Fig. 9). */
  public Optional<GradientShares> gradientShares(OptionalDouble temperature) {
    return gradients.stream()
        .filter(shares -> shares.distillationTemperature().equals(temperature))
        .findFirst();
  }

  private Optional<PublishedNumber> find(
      String dataset, OptionalDouble temperature, Quantity quantity, String attack) {
    return PublishedDataset.named(dataset)
        .flatMap(
            published ->
                numbers.stream()
                    .filter(number -> number.dataset() == published)
                    .filter(number -> number.distillationTemperature().equals(temperature))
                    .filter(number -> number.quantity() == quantity)
                    .filter(number -> number.attack().equals(attack))
                    .findFirst());
  }

  private static PublishedNumber number(String line) {
    String[] fields = line.split(SEPARATOR, NUMBER_FIELDS);
    return new PublishedNumber(
        PublishedDataset.valueOf(fields[0]),
        temperature(fields[1]),
        fields[2],
        Quantity.valueOf(fields[3]),
        Double.parseDouble(fields[4]),
        fields[5].equals("digitised"),
        fields[6]);
  }

  private static GradientShares shares(String line) {
    List<String> fields = Arrays.asList(line.split(SEPARATOR, -1));
    return new GradientShares(
        temperature(fields.get(0)),
        fields.subList(1, fields.size()).stream().map(Double::valueOf).toList());
  }

  private static OptionalDouble temperature(String field) {
    return field.equals(UNDISTILLED)
        ? OptionalDouble.empty()
        : OptionalDouble.of(Double.parseDouble(field));
  }

  private static List<String> lines(String resource) {
    List<String> lines = new ArrayList<>();
    try (InputStream stream = PublishedResults.class.getResourceAsStream(resource)) {
      if (stream == null) {
        throw new IllegalStateException(resource + " is not on the class path");
      }
      BufferedReader reader = new BufferedReader(new InputStreamReader(stream, UTF_8));
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (!line.isBlank() && !line.startsWith("#")) {
          lines.add(line);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + resource + " from the class path", e);
    }
    return lines;
  }
}
