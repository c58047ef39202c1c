package io.reflux.evaluator.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads an event stream, one blank-line-separated block at a time. */
final class EventReader implements AutoCloseable {

  private final HttpResponse<InputStream> response;
  private final BufferedReader lines;

  EventReader(HttpResponse<InputStream> response) throws IOException {
    this.response = response;
    this.lines = new BufferedReader(new InputStreamReader(response.body(), UTF_8));
  }

  int status() {
    return response.statusCode();
  }

  String contentType() {
    return response.headers().firstValue("Content-Type").orElse("");
  }

  /** The lines of the next block; empty at the end of the stream. */
  List<String> block() throws IOException {
    List<String> block = new ArrayList<>();
    for (@Nullable String line = lines.readLine();
        line != null && !line.isEmpty();
        line = lines.readLine()) {
      block.add(line);
    }
    return block;
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
