/**
 * The network executor: forward passes, vector-Jacobian products to the pixels and gradients to the
 * parameters, over ND4J's native operations. Read {@link
 * io.reflux.robustness.network.execution.ConvolutionalNetwork} first, then {@link
 * io.reflux.robustness.network.execution.Program}, which explains how a chunk of rows flows through
 * the stages. Off-heap memory belongs to a {@link io.reflux.robustness.network.execution.Compute}
 * and ends with it.
 */
@NullMarked
package io.reflux.robustness.network.execution;

import org.jspecify.annotations.NullMarked;
