/**
 * Measures the evaluator as a stream: outcomes per second beside a bare count, the time from an
 * outcome to the event that a browser sees, and both as the number of stored outcomes grows. {@link
 * io.reflux.benchmarks.streaming.Throughput} is the class to read first. Every program starts its
 * own broker and schema registry on a temporary directory and removes them.
 */
@NullMarked
package io.reflux.benchmarks.streaming;

import org.jspecify.annotations.NullMarked;
