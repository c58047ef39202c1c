/**
 * What is left when an experiment is over: {@code report.html} for people, {@code report.json} for
 * programs, {@code scores.csv} and {@code outcomes.csv} for statistics. Two runs of the same
 * experiment can be compared byte by byte: what depends on the clock stands in one block of {@code
 * report.json} of its own, and everything else has a fixed order. Read {@link
 * io.reflux.standalone.report.ReportWriter} first.
 */
@NullMarked
package io.reflux.standalone.report;

import org.jspecify.annotations.NullMarked;
