/**
 * What people see while an experiment runs: how far each stage is, as bars that are redrawn on a
 * terminal and as plain lines elsewhere, and tables in plain text. {@link
 * io.reflux.standalone.terminal.ExperimentProgress} turns the records on the topics into the state
 * of the stages and is the class to read first.
 */
@NullMarked
package io.reflux.standalone.terminal;

import org.jspecify.annotations.NullMarked;
