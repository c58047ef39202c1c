/**
 * The HTTP interface: reads of the live view, submissions, a stream of events, and one page that
 * uses them. {@link io.reflux.evaluator.http.EvaluatorRoutes} lists every path. What a request says
 * chooses neither a file nor a class; bodies are bounded; an error is JSON with {@code error} and
 * {@code advice}.
 */
@NullMarked
package io.reflux.evaluator.http;

import org.jspecify.annotations.NullMarked;
