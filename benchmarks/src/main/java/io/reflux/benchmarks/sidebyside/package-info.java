/**
 * The Reflux side of the comparison with PyTorch. A {@link
 * io.reflux.benchmarks.sidebyside.RefluxPeer} answers, over its standard input and output, the same
 * requests as {@code benchmarks/torch_peer.py}; {@code benchmarks/side-by-side} asks both in turn.
 */
@NullMarked
package io.reflux.benchmarks.sidebyside;

import org.jspecify.annotations.NullMarked;
