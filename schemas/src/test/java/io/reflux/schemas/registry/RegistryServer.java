package io.reflux.schemas.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * An HTTP server that answers as a schema registry was told to, and remembers what it was asked.
 */
final class RegistryServer implements AutoCloseable {

  private static final String UNKNOWN =
      "{\"error_code\": 40403, \"message\": \"Schema not found\"}";

  private final HttpServer server;
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();

  private RegistryServer(HttpServer server) {
    this.server = server;
  }

  static RegistryServer start() throws IOException {
    HttpServer http =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    RegistryServer server = new RegistryServer(http);
    http.createContext("/", server::handle);
    http.start();
    return server;
  }

  /** Answers a request, {@code METHOD /path}, from now on; everything else is not found. */
  RegistryServer on(String request, int status, String body) {
    answers.put(request, new Answer(status, body));
    return this;
  }

  /** Every request so far: {@code METHOD /path}, and the body after a space if there was one. */
  List<String> requests() {
    return List.copyOf(requests);
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void handle(HttpExchange exchange) throws IOException {
    String request = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    requests.add((request + " " + body).strip());
    Answer answer = answers.getOrDefault(request, new Answer(404, UNKNOWN));
    byte[] bytes = answer.body.getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/vnd.schemaregistry.v1+json");
    exchange.sendResponseHeaders(answer.status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private record Answer(int status, String body) {}
}
