/**
 * From standings to the scores and the report of each experiment. The {@link
 * io.reflux.evaluator.reporting.Reporter} remembers what experiments were planned and what is done
 * of them; when nothing is missing, or something was given up, it answers with a report. Whatever
 * it writes is a function of what it remembers, so the same facts give the same records in whatever
 * order they came. Statistics and verdicts are those of {@code robustness}; nothing here knows
 * Kafka.
 */
@NullMarked
package io.reflux.evaluator.reporting;

import org.jspecify.annotations.NullMarked;
