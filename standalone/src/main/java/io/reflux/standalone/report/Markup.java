package io.reflux.standalone.report;

import java.util.Locale;

/** Text made safe for HTML and SVG, as content and between double quotes alike. */
final class Markup {

  private Markup() {}

  /** Replaces the five characters that mean something, and drops those that XML does not allow. */
  static String escape(String text) {
    StringBuilder escaped = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            character -> {
              switch (character) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> {
                  if (character >= ' ' || Character.isWhitespace(character)) {
                    escaped.appendCodePoint(character);
                  }
                }
              }
            });
    return escaped.toString();
  }

  /** A clause as an escaped sentence: a capital first, a full stop last. */
  static String sentence(String clause) {
    String text = clause.strip();
    String capital = text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    return escape(capital) + (text.endsWith(".") ? "" : ".");
  }
}
