package io.reflux.evaluator.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.reflux.evaluator.http.ExperimentSink.SubmissionFailedException;
import io.reflux.pipeline.experiment.Submission;
import io.reflux.pipeline.experiment.text.InvalidExperimentException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes experiments. The content type must be one that a page of another origin cannot send without
 * asking first, so that no page but ours can submit in its reader's name.
 */
final class SubmitApi {

  private static final int MOST_BYTES = 1024 * 1024;
  private static final String BODY = "the request";
  private static final Set<String> TYPES = Set.of("application/json", "application/yaml");

  private final ExperimentSink sink;

  SubmitApi(ExperimentSink sink) {
    this.sink = sink;
  }

  /** Submits the experiment in the body. */
  void submit(Context context) {
    requireType(context);
    Submission submission = read(body(context), context.queryParam("id"));
    String requestEventId = send(submission);
    String id = submission.experimentId();
    context.status(HttpStatus.ACCEPTED).header("Location", "/api/experiments/" + id);
    ReadApi.answer(
        context,
        JsonNodeFactory.instance
            .objectNode()
            .put("experimentId", id)
            .put("requestEventId", requestEventId));
  }

  private static void requireType(Context context) {
    String type = Optional.ofNullable(context.contentType()).orElse("");
    String plain = type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    if (!TYPES.contains(plain)) {
      throw new ApiException(
          HttpStatus.UNSUPPORTED_MEDIA_TYPE,
          "the content type must be application/json or application/yaml, was '" + plain + "'",
          "set the Content-Type header");
    }
  }

  private static String body(Context context) {
    byte[] bytes;
    try {
      bytes = context.req().getInputStream().readNBytes(MOST_BYTES + 1);
    } catch (IOException e) {
      throw new UncheckedIOException("the request broke off", e);
    }
    if (bytes.length > MOST_BYTES) {
      throw new ApiException(
          HttpStatus.CONTENT_TOO_LARGE,
          "the body is larger than 1 MiB; no experiment is",
          "name a data set instead of sending it");
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new ApiException(
          HttpStatus.BAD_REQUEST, "the body is not UTF-8 text", "send the experiment as UTF-8");
    }
  }

  private static Submission read(String body, @Nullable String id) {
    try {
      return Submission.received(BODY, body, Optional.ofNullable(id));
    } catch (InvalidExperimentException e) {
      throw new ApiException(
          HttpStatus.BAD_REQUEST,
          String.valueOf(e.getMessage()),
          "correct the experiment and send it again; /api/openapi.json describes it");
    }
  }

  private String send(Submission submission) {
    try {
      return sink.submit(submission);
    } catch (SubmissionFailedException e) {
      throw new ApiException(
          HttpStatus.SERVICE_UNAVAILABLE,
          String.valueOf(e.getMessage()),
          "check that Kafka runs, and send the experiment again; asking twice is asking once");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ApiException(
          HttpStatus.SERVICE_UNAVAILABLE, "the service is stopping", "try again in a moment");
    }
  }
}
