/**
 * ONNX graphs that are one chain of the supported operators. Only this package knows the generated
 * protobuf classes, which come with ND4J. Read {@link
 * io.reflux.robustness.interchange.onnx.OnnxModel} first: a model is checked for its size, parsed,
 * its constants are collected, its nodes put in a chain, and the chain turned into layers.
 */
@NullMarked
package io.reflux.robustness.interchange.onnx;

import org.jspecify.annotations.NullMarked;
