package io.reflux.robustness.interchange.tensors;

/**
 * The parameters of one layer as PyTorch lays them out.
 *
 * @param weight of a convolution {@code [filters, channels, kernel, kernel]}, of a dense layer
 *     {@code [units, inputs]}; the inputs of one that reads a map are in channel, row, column order
 * @param bias {@code [filters]} or {@code [units]}
 */
public record LayerTensors(NamedTensor weight, NamedTensor bias) {}
