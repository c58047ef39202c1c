/**
 * Everything in one process: the command line that strangers run, and what it needs to work with
 * nothing installed but a JDK. {@code embedded} starts a real broker and a real schema registry,
 * {@code terminal} shows how far an experiment is, {@code report} writes down what came out, {@code
 * cluster} talks to Kafka, and {@code cli} ties them to commands. This is the only room that knows
 * every service. Read {@link io.reflux.standalone.cli.Reflux} first.
 */
@NullMarked
package io.reflux.standalone;

import org.jspecify.annotations.NullMarked;
