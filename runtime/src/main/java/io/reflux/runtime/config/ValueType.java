package io.reflux.runtime.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The values that a configuration key takes, and how to read one from text.
 *
 * @param label a few words for the table of keys, such as "whole number in [1, 64]"
 * @param parser reads the text; throws {@link IllegalArgumentException} with a message that goes on
 *     from the key's name, such as "must be a whole number in [1, 64]"
 * @param <T> the type of the parsed value
 */
public record ValueType<T>(String label, Function<String, T> parser) {

  private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");

  /**
   * Reads a value.
   *
   * @throws IllegalArgumentException if the text is not a value of this type
   */
  public T parse(String text) {
    return parser.apply(text);
  }

  /** Any text that is not blank. */
  public static ValueType<String> text() {
    return new ValueType<>("text", text -> require(!text.isBlank(), text, "must not be blank"));
  }

  /** A whole number between two bounds, both included. */
  public static ValueType<Integer> integer(int least, int most) {
    String label = "whole number in [" + least + ", " + most + "]";
    return new ValueType<>(
        label,
        text -> {
          int number = number(text, Integer::valueOf, label);
          return require(number >= least && number <= most, number, "must be a " + label);
        });
  }

  /** A finite decimal number between two bounds, both included. */
  public static ValueType<Double> decimal(double least, double most) {
    String label = "number in [" + least + ", " + most + "]";
    return new ValueType<>(
        label,
        text -> {
          double number = number(text, Double::valueOf, label);
          return require(number >= least && number <= most, number, "must be a " + label);
        });
  }

  /** {@code true} or {@code false}. */
  public static ValueType<Boolean> flag() {
    return new ValueType<>("true or false", text -> choose(text, List.of(true, false)));
  }

  /** One of an enum's constants, written in lower case with hyphens. */
  public static <E extends Enum<E>> ValueType<E> choice(Class<E> type) {
    List<E> constants = Arrays.asList(type.getEnumConstants());
    return new ValueType<>(join(constants), text -> choose(text, constants));
  }

  /** A length of time: a whole number and one of the units ms, s, m, h and d. */
  public static ValueType<Duration> duration() {
    return new ValueType<>("duration such as 500ms, 15s or 2m", ValueType::parseDuration);
  }

  /** A path of the file system. */
  public static ValueType<Path> path() {
    return new ValueType<>("path", ValueType::parsePath);
  }

  /** A URI with a scheme. */
  public static ValueType<URI> uri() {
    return new ValueType<>("URI", ValueType::parseUri);
  }

  /** A value that may be absent: blank text is no value. */
  public static <T> ValueType<Optional<T>> optional(ValueType<T> type) {
    return new ValueType<>(
        type.label() + ", optional",
        text -> text.isBlank() ? Optional.empty() : Optional.of(type.parse(text)));
  }

  private static Duration parseDuration(String text) {
    Matcher matcher = DURATION.matcher(text);
    require(matcher.matches(), text, "must be a duration such as 500ms, 15s or 2m");
    long amount = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      case "h" -> Duration.ofHours(amount);
      default -> Duration.ofDays(amount);
    };
  }

  private static Path parsePath(String text) {
    require(!text.isBlank(), text, "must be a path");
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("must be a path: " + e.getReason(), e);
    }
  }

  private static URI parseUri(String text) {
    try {
      URI uri = new URI(text);
      return require(uri.getScheme() != null, uri, "must be a URI with a scheme");
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("must be a URI with a scheme: " + e.getReason(), e);
    }
  }

  private static <N> N number(String text, Function<String, N> parser, String label) {
    try {
      return parser.apply(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("must be a " + label, e);
    }
  }

  private static <C> C choose(String text, List<C> choices) {
    return choices.stream()
        .filter(choice -> spelling(choice).equals(text))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("must be one of " + join(choices)));
  }

  private static String join(List<?> choices) {
    return String.join(", ", choices.stream().map(ValueType::spelling).toList());
  }

  private static String spelling(Object choice) {
    return choice.toString().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static <V> V require(boolean condition, V value, String expectation) {
    if (!condition) {
      throw new IllegalArgumentException(expectation);
    }
    return value;
  }
}
