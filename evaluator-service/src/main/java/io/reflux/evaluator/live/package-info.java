/**
 * What the HTTP interface shows, in memory. The {@link io.reflux.evaluator.live.LiveView} holds the
 * newest record of every key of the topics that tell how experiments stand; each change is also an
 * event in the {@link io.reflux.evaluator.live.EventLog}, which keeps the latest for listeners that
 * lost their connection. Records become JSON in {@link io.reflux.evaluator.live.AvroJson} alone.
 */
@NullMarked
package io.reflux.evaluator.live;

import org.jspecify.annotations.NullMarked;
