/**
 * The bytes in which the evaluator keeps its state: what its stores and its internal topic hold.
 * They are read by the evaluator alone, so they need no schema registry; each value begins with the
 * version of its layout. Read {@link io.reflux.evaluator.storage.Codec} first.
 */
@NullMarked
package io.reflux.evaluator.storage;

import org.jspecify.annotations.NullMarked;
