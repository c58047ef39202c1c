package io.reflux.schemas.topic;

import java.util.ArrayList;
import java.util.List;

/** Keys of several parts as text: the parts joined by {@code |}, which no part may contain. */
final class KeyText {

  private static final char SEPARATOR = '|';
  private static final int MOST_PARTS = 4;
  private static final int EXPECTED_LENGTH = 80;

  private KeyText() {}

  static String join(Object first, Object... more) {
    StringBuilder text = new StringBuilder(EXPECTED_LENGTH).append(first);
    for (Object part : more) {
      text.append(SEPARATOR).append(part);
    }
    return text.toString();
  }

  /** The parts of a key that must look like {@code form}. */
  static List<String> split(String text, String form) {
    List<String> parts = new ArrayList<>(MOST_PARTS);
    int from = 0;
    for (int bar = text.indexOf(SEPARATOR); bar >= 0; bar = text.indexOf(SEPARATOR, from)) {
      parts.add(text.substring(from, bar));
      from = bar + 1;
    }
    parts.add(text.substring(from));
    if (parts.size() != parts(form)) {
      throw malformed(text, form);
    }
    return parts;
  }

  /** The id, if it can be part of a key. */
  static String id(String name, String id) {
    if (id.isBlank() || !clean(id)) {
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

  private static int parts(String form) {
    int parts = 1;
    for (int bar = form.indexOf(SEPARATOR); bar >= 0; bar = form.indexOf(SEPARATOR, bar + 1)) {
      parts++;
    }
    return parts;
  }

  private static boolean clean(String id) {
    for (int i = 0; i < id.length(); i++) {
      if (id.charAt(i) == SEPARATOR || Character.isISOControl(id.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static IllegalArgumentException malformed(String text, String form) {
    return new IllegalArgumentException("a key must be %s, was '%s'".formatted(form, text));
  }

  private static IllegalArgumentException malformed(String text, String form, Throwable cause) {
    return new IllegalArgumentException("a key must be %s, was '%s'".formatted(form, text), cause);
  }
}
