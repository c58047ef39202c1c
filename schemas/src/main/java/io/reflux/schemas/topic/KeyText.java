package io.reflux.schemas.topic;

import java.util.List;

/** Keys of several parts as text: the parts joined by {@code |}, which no part may contain. */
final class KeyText {

  private static final String SEPARATOR = "|";

  private KeyText() {}

  static String join(Object... parts) {
    StringBuilder text = new StringBuilder();
    for (Object part : parts) {
      text.append(text.isEmpty() ? "" : SEPARATOR).append(part);
    }
    return text.toString();
  }

  /** The parts of a key that must look like {@code form}. */
  static List<String> split(String text, String form) {
    List<String> parts = List.of(text.split("\\|", -1));
    if (parts.size() != form.split("\\|", -1).length) {
      throw malformed(text, form);
    }
    return parts;
  }

  /** The id, if it can be part of a key. */
  static String id(String name, String id) {
    boolean clean = id.chars().noneMatch(c -> c == '|' || Character.isISOControl(c));
    if (id.isBlank() || !clean) {
      throw new IllegalArgumentException(
          "%s must not be empty and contain neither '|' nor control characters, was '%s'"
              .formatted(name, id));
    }
    return id;
  }

  /** The number, if it can be part of a key. */
  static int number(String name, int number) {
    if (number < 0) {
      throw new IllegalArgumentException("%s must be 0 or more, was %d".formatted(name, number));
    }
    return number;
  }

  /** Reads a number of a key, written as {@link #join} writes it: no sign, no leading zeros. */
  static int parseNumber(String part, String text, String form) {
    try {
      int number = Integer.parseInt(part);
      if (number >= 0 && part.equals(Integer.toString(number))) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw malformed(text, form, e);
    }
    throw malformed(text, form);
  }

  private static IllegalArgumentException malformed(String text, String form) {
    return new IllegalArgumentException("a key must be %s, was '%s'".formatted(form, text));
  }

  private static IllegalArgumentException malformed(String text, String form, Throwable cause) {
    return new IllegalArgumentException("a key must be %s, was '%s'".formatted(form, text), cause);
  }
}
