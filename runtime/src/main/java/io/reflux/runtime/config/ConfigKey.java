package io.reflux.runtime.config;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One typed environment variable: its name, the values it takes, the value it has when it is not
 * set, and what it means.
 *
 * @param name upper-case words joined by underscores; the first word is the room, as in {@code
 *     TRAINER_CHECKPOINT_EPOCHS}
 * @param type the values that the key takes
 * @param defaultText the default as one would write it in the environment; "" for an optional key
 * @param meaning one sentence for the table of keys, with the unit if there is one
 * @param secret whether the value must never be shown
 * @param <T> the type of the parsed value
 */
public record ConfigKey<T>(
    String name, ValueType<T> type, String defaultText, String meaning, boolean secret) {

  private static final Pattern NAME = Pattern.compile("[A-Z][A-Z0-9]*(_[A-Z0-9]+)+");

  /** Checks the name's form and that the default is a value of the type. */
  public ConfigKey {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "a key is named in upper-case words joined by underscores, was '" + name + "'");
    }
    type.parse(defaultText);
  }

  /** A key that anybody may see, of any type. */
  public static <T> ConfigKey<T> of(
      String name, ValueType<T> type, String defaultText, String meaning) {
    return new ConfigKey<>(name, type, defaultText, meaning, false);
  }

  /** A key without a default value. */
  public static <T> ConfigKey<Optional<T>> optional(
      String name, ValueType<T> type, String meaning) {
    return new ConfigKey<>(name, ValueType.optional(type), "", meaning, false);
  }

  /** A key without a default whose value is never shown in a log line or a message. */
  public static ConfigKey<Optional<String>> secret(String name, String meaning) {
    return new ConfigKey<>(name, ValueType.optional(ValueType.text()), "", meaning, true);
  }

  /** The value of this key when the environment does not set it. */
  public T defaultValue() {
    return type.parse(defaultText);
  }

  /** The first word of the name with its underscore, such as {@code TRAINER_}. */
  public String prefix() {
    return name.substring(0, name.indexOf('_') + 1);
  }
}
