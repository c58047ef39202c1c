/**
 * The evaluator service: outcomes in, scores, reports, an HTTP interface and a live page out.
 *
 * <p>Read {@link io.reflux.evaluator.EvaluatorTopology} first: it says what runs where. The classes
 * of this package tie the rest to Kafka; what is computed is in {@code scoring} and {@code
 * reporting}, the bytes of the state in {@code storage}, the view in memory in {@code live}, and
 * what is served from it in {@code http}.
 */
@NullMarked
package io.reflux.evaluator;

import org.jspecify.annotations.NullMarked;
