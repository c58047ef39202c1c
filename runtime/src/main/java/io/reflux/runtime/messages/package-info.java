/**
 * Writing records: the {@link io.reflux.runtime.messages.EventMetas} that each value begins with,
 * the {@link io.reflux.runtime.messages.RecordPublisher} that all workers of a process share, and
 * the {@link io.reflux.runtime.messages.DeadLetter} that is left of a record nobody could handle.
 */
@NullMarked
package io.reflux.runtime.messages;

import org.jspecify.annotations.NullMarked;
