/**
 * The running score of every model under every attack. Outcomes are a table: a later outcome of the
 * same pair replaces the one before, and the {@link io.reflux.evaluator.scoring.Scorekeeper} takes
 * the old one out of the sums before it puts the new one in, so that a redelivered outcome counts
 * once. All sums are integers, so the order of arrival leaves no trace. Nothing here knows Kafka or
 * Avro; read {@link io.reflux.evaluator.scoring.AttackStanding} after the scorekeeper.
 */
@NullMarked
package io.reflux.evaluator.scoring;

import org.jspecify.annotations.NullMarked;
