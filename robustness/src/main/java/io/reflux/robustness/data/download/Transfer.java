package io.reflux.robustness.data.download;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One file on its way from a server to disk. The client's own timeouts end with the headers, so the
 * growth of the file is watched: a transfer that stalls or outgrows its limit is cancelled.
 */
final class Transfer {

  private static final int OK = 200;
  private static final long UNKNOWN = -1;
  private static final long WATCH_MILLIS = 500;

  /** The largest published file is 170 MB. */
  private static final long MAXIMUM_BYTES = 1L << 29;

  private final HttpClient client;
  private final URI source;
  private final Path target;
  private final DownloadListener listener;
  private final AtomicLong total = new AtomicLong(UNKNOWN);

  Transfer(HttpClient client, URI source, Path target, DownloadListener listener) {
    this.client = client;
    this.source = source;
    this.target = target;
    this.listener = listener;
  }

  /** Runs to the end; afterwards the target holds the whole body of a 200 answer. */
  void run(Duration stallTimeout) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(source).GET().build();
    CompletableFuture<HttpResponse<Path>> answer = client.sendAsync(request, bodyToTarget());
    try {
      HttpResponse<Path> response = watch(answer, stallTimeout);
      if (response.statusCode() != OK) {
        throw new IOException("the server answered HTTP " + response.statusCode());
      }
    } catch (ExecutionException e) {
      throw new IOException(describe(e.getCause() == null ? e : e.getCause()), e);
    } finally {
      answer.cancel(true);
    }
    report();
  }

  private HttpResponse<Path> watch(
      CompletableFuture<HttpResponse<Path>> answer, Duration stallTimeout)
      throws IOException, InterruptedException, ExecutionException {
    long lastSize = 0;
    long lastGrowth = System.nanoTime();
    while (true) {
      try {
        return answer.get(WATCH_MILLIS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        long size = report();
        long now = System.nanoTime();
        if (size > MAXIMUM_BYTES) {
          throw new IOException("more than " + MAXIMUM_BYTES + " bytes came");
        }
        if (size == lastSize && now - lastGrowth > stallTimeout.toNanos()) {
          throw new IOException("nothing came for " + stallTimeout.toSeconds() + " s");
        }
        lastGrowth = size > lastSize ? now : lastGrowth;
        lastSize = size;
      }
    }
  }

  private BodyHandler<Path> bodyToTarget() {
    return info -> {
      if (info.statusCode() != OK) {
        return BodySubscribers.replacing(target);
      }
      total.set(info.headers().firstValueAsLong("Content-Length").orElse(UNKNOWN));
      return BodySubscribers.ofFile(target);
    };
  }

  private long report() throws IOException {
    long size = Files.size(target);
    long expected = total.get();
    listener.progress(
        source, size, expected == UNKNOWN ? OptionalLong.empty() : OptionalLong.of(expected));
    return size;
  }

  private static String describe(Throwable cause) {
    String message = cause.getMessage();
    return message == null ? cause.getClass().getSimpleName() : message;
  }
}
