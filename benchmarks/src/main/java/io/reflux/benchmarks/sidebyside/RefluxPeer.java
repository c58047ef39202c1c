package io.reflux.benchmarks.sidebyside;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.reflux.robustness.network.execution.Compute;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Answers requests, one line each, until its input ends:
 *
 * <pre>
 * forward NET BATCH SECONDS     -> answer rate=SAMPLES_PER_SECOND
 * gradient NET BATCH SECONDS    -> answer rate=...
 * training NET BATCH SECONDS    -> answer rate=...
 * gemm SECONDS                  -> answer rate=GFLOPS
 * jsma NET MODE PAIRS FEATURES      -> answer rate=ATTACKS_PER_SECOND ... and what it took
 * </pre>
 *
 * <p>NET is {@code mnist} or {@code cifar10}. The models and pairs are read from the directory that
 * {@link Preparation} wrote.
 */
public final class RefluxPeer {

  private final NetworkWork network;
  private final JsmaWork jsma;

  private RefluxPeer(NetworkWork network, JsmaWork jsma) {
    this.network = network;
    this.jsma = jsma;
  }

  /**
   * Serves until the end of standard input.
   *
   * @param arguments the prepared directory and the number of threads
   */
  public static void main(String[] arguments) throws IOException {
    Prepared prepared = new Prepared(Path.of(arguments[0]));
    PrintStream replies = new PrintStream(System.out, true, UTF_8);
    try (Compute compute = new Compute(Integer.parseInt(arguments[1]))) {
      RefluxPeer peer =
          new RefluxPeer(new NetworkWork(prepared, compute), new JsmaWork(prepared, compute));
      BufferedReader requests = new BufferedReader(new InputStreamReader(System.in, UTF_8));
      for (String line = requests.readLine(); line != null; line = requests.readLine()) {
        replies.println("answer " + text(peer.answer(line.split(" ", -1))));
      }
    }
  }

  private Map<String, Object> answer(String[] request) throws IOException {
    return switch (request[0]) {
      case "gemm" -> Map.of("rate", Gemm.gigaflops(network.threads(), seconds(request[1])));
      case "forward" -> rate(network.forward(request[1], number(request[2]), seconds(request[3])));
      case "gradient" ->
          rate(network.gradient(request[1], number(request[2]), seconds(request[3])));
      case "training" ->
          rate(network.training(request[1], number(request[2]), seconds(request[3])));
      case "jsma" -> jsma.run(request[1], request[2], number(request[3]), number(request[4]));
      default -> throw new IllegalArgumentException("unknown request " + request[0]);
    };
  }

  private static Map<String, Object> rate(double samplesPerSecond) {
    return Map.of("rate", samplesPerSecond);
  }

  private static int number(String text) {
    return Integer.parseInt(text);
  }

  private static double seconds(String text) {
    return Double.parseDouble(text);
  }

  private static String text(Map<String, Object> answer) {
    return new TreeMap<>(answer)
        .entrySet().stream()
            .map(entry -> entry.getKey() + "=" + entry.getValue())
            .collect(Collectors.joining(" "));
  }
}
