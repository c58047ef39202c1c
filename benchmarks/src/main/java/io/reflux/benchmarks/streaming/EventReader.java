package io.reflux.benchmarks.streaming;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.function.BiConsumer;

/** Reads Server-Sent Events as a browser does, in a thread of its own, until it is closed. */
final class EventReader implements AutoCloseable {

  private static final String EVENT = "event: ";
  private static final String DATA = "data: ";

  private final BufferedReader lines;
  private final BiConsumer<String, String> taker;
  private volatile long events;
  private volatile boolean closed;

  private EventReader(BufferedReader lines, BiConsumer<String, String> taker) {
    this.lines = lines;
    this.taker = taker;
  }

  /**
   * Opens a stream; returns when the server has answered.
   *
   * @param taker takes the type and the data of every event
   */
  static EventReader open(URI uri, BiConsumer<String, String> taker)
      throws IOException, InterruptedException {
    HttpResponse<InputStream> response =
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofInputStream());
    EventReader reader =
        new EventReader(
            new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8)),
            taker);
    Thread thread = new Thread(reader::read, "event-reader");
    thread.setDaemon(true);
    thread.start();
    return reader;
  }

  /** How many events have come. */
  long events() {
    return events;
  }

  @Override
  public void close() {
    closed = true;
  }

  private void read() {
    try (lines) {
      String type = "";
      long count = 0;
      for (String line = lines.readLine(); line != null && !closed; line = lines.readLine()) {
        if (line.startsWith(EVENT)) {
          type = line.substring(EVENT.length());
        } else if (line.startsWith(DATA)) {
          taker.accept(type, line.substring(DATA.length()));
          count++;
          events = count;
        }
      }
    } catch (IOException e) {
      if (!closed) {
        throw new IllegalStateException("the event stream broke off", e);
      }
    }
  }
}
