/**
 * The command line: {@code reflux run | submit | watch | report | topics}. A command reads its
 * options, does its work through the other packages, says what came out, and answers with one of
 * the codes of {@link io.reflux.standalone.cli.ExitStatus}. A user's mistake is told in a sentence,
 * never by a stack trace. Read {@link io.reflux.standalone.cli.Reflux} first.
 */
@NullMarked
package io.reflux.standalone.cli;

import org.jspecify.annotations.NullMarked;
