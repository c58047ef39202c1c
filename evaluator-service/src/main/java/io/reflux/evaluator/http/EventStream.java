package io.reflux.evaluator.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.reflux.evaluator.live.EventLog;
import io.reflux.evaluator.live.LiveEvent;
import io.reflux.evaluator.live.Subscription;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The event log as Server-Sent Events. Each client has a thread of its own that writes what waits
 * for it; a client that does not read is dropped by the log when its room is used up, and its
 * thread ends when the connection times out. The number of clients is bounded.
 */
final class EventStream implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(EventStream.class);
  private static final String LAST_EVENT_ID = "Last-Event-ID";
  private static final String OPENING = "retry: 2000\n\n";
  private static final String HEARTBEAT = ": still here\n\n";
  private static final long IDLE_SECONDS = 10;
  private static final long ENDING_SECONDS = 1;

  private final EventLog log;
  private final Duration heartbeat;
  private final ThreadPoolExecutor clients;

  /**
   * A stream without clients.
   *
   * @param heartbeat a client hears something at least that often, so that both sides notice a
   *     connection that is gone
   * @param mostClients clients at a time
   */
  EventStream(EventLog log, Duration heartbeat, int mostClients) {
    this.log = log;
    this.heartbeat = heartbeat;
    this.clients =
        new ThreadPoolExecutor(
            0, mostClients, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>());
    clients.setThreadFactory(
        task -> {
          Thread thread = new Thread(task, "event-stream");
          thread.setDaemon(true);
          return thread;
        });
  }

  /** Answers with events until either side ends it. */
  void open(Context context) {
    Optional<String> lastEventId =
        Optional.ofNullable(context.header(LAST_EVENT_ID))
            .or(() -> Optional.ofNullable(context.queryParam("lastEventId")));
    context.contentType("text/event-stream;charset=utf-8").header("Cache-Control", "no-store");
    CompletableFuture<Void> end = new CompletableFuture<>();
    Subscription subscription = log.subscribe(lastEventId);
    context.future(() -> start(context, subscription, end));
  }

  /** Ends all streams; those whose clients do not read are broken off after a second. */
  @Override
  public void close() {
    log.close();
    clients.shutdown();
    try {
      if (!clients.awaitTermination(ENDING_SECONDS, TimeUnit.SECONDS)) {
        clients.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private CompletableFuture<Void> start(
      Context context, Subscription subscription, CompletableFuture<Void> end) {
    try {
      clients.execute(() -> write(context, subscription, end));
    } catch (RejectedExecutionException e) {
      subscription.close();
      throw new ApiException(
          HttpStatus.SERVICE_UNAVAILABLE,
          "too many event streams are open",
          "close one, or read /api/experiments from time to time instead");
    }
    return end;
  }

  private void write(Context context, Subscription subscription, CompletableFuture<Void> end) {
    try (subscription) {
      OutputStream out = context.res().getOutputStream();
      send(out, OPENING);
      for (String text = next(subscription); !subscription.ended(); text = next(subscription)) {
        send(out, text);
      }
    } catch (IOException e) {
      LOG.debug("an event stream broke off: {}", e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      end.complete(null);
    }
  }

  private String next(Subscription subscription) throws InterruptedException {
    return subscription.next(heartbeat).map(EventStream::format).orElse(HEARTBEAT);
  }

  private static void send(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(UTF_8));
    out.flush();
  }

  /** The data is JSON of one line, so it needs no splitting. */
  private static String format(LiveEvent event) {
    return "id: %s\nevent: %s\ndata: %s\n\n".formatted(event.id(), event.type(), event.data());
  }
}
