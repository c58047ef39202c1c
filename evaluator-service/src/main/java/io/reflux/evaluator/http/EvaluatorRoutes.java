package io.reflux.evaluator.http;

import io.javalin.Javalin;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.reflux.evaluator.live.EventLog;
import io.reflux.evaluator.live.LiveView;
import io.reflux.runtime.health.HttpRoutes;
import java.time.Duration;

/** Every path that the evaluator adds to its HTTP server. */
public final class EvaluatorRoutes implements HttpRoutes {

  /** Where programs begin. */
  public static final String OPEN_API = "/api/openapi.json";

  private static final Duration HEARTBEAT = Duration.ofSeconds(15);

  private final ReadApi reads;
  private final SubmitApi submissions;
  private final EventStream stream;

  /**
   * The routes over a view.
   *
   * @param log the events of the view
   * @param mostStreams event streams at a time
   */
  public EvaluatorRoutes(LiveView view, EventLog log, int mostStreams, ExperimentSink sink) {
    this.reads = new ReadApi(view);
    this.submissions = new SubmitApi(sink);
    this.stream = new EventStream(log, HEARTBEAT, mostStreams);
  }

  @Override
  public void register(Javalin app) {
    app.before(context -> context.header("X-Content-Type-Options", "nosniff"));
    app.get("/api/experiments", reads::experiments);
    app.post("/api/experiments", submissions::submit);
    app.get("/api/experiments/{id}", reads::experiment);
    app.get("/api/models", reads::models);
    app.get("/api/scores", reads::scores);
    app.get("/api/reports/{id}", reads::report);
    app.get("/api/stream", stream::open);
    app.get(OPEN_API, Page.of("openapi.json", "application/json"));
    app.get("/", Page.of("page.html", "text/html"));
    app.get("/page.js", Page.of("page.js", "text/javascript"));
    app.get("/page.css", Page.of("page.css", "text/css"));
    app.exception(ApiException.class, EvaluatorRoutes::explain);
    app.error(HttpStatus.NOT_FOUND.getCode(), EvaluatorRoutes::unknownPath);
    app.error(HttpStatus.METHOD_NOT_ALLOWED.getCode(), EvaluatorRoutes::unknownPath);
    app.error(HttpStatus.INTERNAL_SERVER_ERROR.getCode(), EvaluatorRoutes::unforeseen);
    app.events(events -> events.serverStopping(stream::close));
  }

  private static void explain(ApiException problem, Context context) {
    context.status(problem.status());
    json(context, problem.json());
  }

  private static void unknownPath(Context context) {
    if (!isJson(context)) {
      json(
          context,
          ApiException.json(
              "there is no %s %s".formatted(context.method(), context.path()),
              "GET " + OPEN_API + " lists what there is"));
    }
  }

  private static void unforeseen(Context context) {
    json(
        context,
        ApiException.json(
            "the service could not answer", "its log tells why; try again in a moment"));
  }

  private static boolean isJson(Context context) {
    String type = context.res().getContentType();
    return type != null && type.startsWith("application/json");
  }

  private static void json(Context context, String body) {
    context.contentType("application/json").result(body);
  }
}
