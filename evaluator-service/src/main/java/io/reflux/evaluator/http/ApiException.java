package io.reflux.evaluator.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.javalin.http.HttpStatus;

/** A request cannot be answered as it is: says why, and what to do instead. */
final class ApiException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final HttpStatus status;
  private final String advice;

  ApiException(HttpStatus status, String error, String advice) {
    super(error);
    this.status = status;
    this.advice = advice;
  }

  HttpStatus status() {
    return status;
  }

  String json() {
    return json(String.valueOf(getMessage()), advice);
  }

  /** The body of every answer that is an error. */
  static String json(String error, String advice) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("error", error)
        .put("advice", advice)
        .toString();
  }
}
