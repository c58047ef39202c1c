package io.reflux.evaluator.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The texts that are served as they are: the page with its script and style, and the API's. */
final class Page {

  /** Nothing from elsewhere, no script or style but the page's own files. */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
          + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private Page() {}

  /** A handler that answers with a text of this package. */
  static Handler of(String resource, String contentType) {
    String text = read(resource);
    return context -> answer(context, text, contentType);
  }

  private static void answer(Context context, String text, String contentType) {
    context
        .contentType(contentType + ";charset=utf-8")
        .header("Content-Security-Policy", POLICY)
        .header("Cache-Control", "no-cache")
        .result(text);
  }

  private static String read(String resource) {
    try (InputStream stream = Page.class.getResourceAsStream(resource)) {
      if (stream == null) {
        throw new IllegalStateException(resource + " is not on the class path");
      }
      return new String(stream.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + resource + " from the class path", e);
    }
  }
}
