package io.reflux.robustness.interchange.onnx;

import io.reflux.robustness.interchange.tensors.ModelImportException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import onnx.Onnx.GraphProto;
import onnx.Onnx.NodeProto;

/**
 * The nodes that are not constants, in the order of the values that they hand on. Every value has
 * one maker and one reader, so a walk from the input visits no node twice.
 */
final class Chain {

  private final Constants constants;
  private final Map<String, List<Node>> readers = new HashMap<>();
  private int nodes;

  private Chain(Constants constants) {
    this.constants = constants;
  }

  static List<Node> of(GraphProto graph, Constants constants, String input) {
    if (graph.getOutputCount() != 1) {
      throw new ModelImportException(
          "expected a graph with one output, the logits, found " + graph.getOutputCount());
    }
    Chain chain = new Chain(constants);
    chain.index(graph, input);
    return chain.walk(input, graph.getOutput(0).getName());
  }

  private void index(GraphProto graph, String input) {
    Set<String> made = new HashSet<>(Set.of(input));
    for (NodeProto proto : graph.getNodeList()) {
      Node node = new Node(proto);
      if (constants.has(node.output())) {
        continue;
      }
      if (!made.add(node.output())) {
        throw new ModelImportException("value \"" + node.output() + "\" is defined twice");
      }
      nodes++;
      for (String value : variables(node)) {
        readers.computeIfAbsent(value, any -> new ArrayList<>()).add(node);
      }
    }
  }

  private List<String> variables(Node node) {
    return node.inputs().stream().filter(each -> !each.isEmpty() && !constants.has(each)).toList();
  }

  private List<Node> walk(String input, String output) {
    List<Node> chain = new ArrayList<>();
    String value = input;
    while (!value.equals(output)) {
      Node node = onlyReader(value, output);
      chain.add(node);
      value = node.output();
    }
    if (readers.containsKey(output)) {
      throw new ModelImportException(
          "the output \"%s\" is also read by %s; the graph must be one chain"
              .formatted(output, labels(readers.getOrDefault(output, List.of()))));
    }
    if (chain.size() < nodes) {
      throw new ModelImportException(
          ("%d of %d nodes are not on the way from the input \"%s\" to the output \"%s\";"
                  + " the graph must be one chain")
              .formatted(nodes - chain.size(), nodes, input, output));
    }
    return chain;
  }

  private Node onlyReader(String value, String output) {
    List<Node> found = readers.getOrDefault(value, List.of());
    if (found.size() != 1) {
      throw new ModelImportException(
          ("value \"%s\": expected one node to read it on the way to the output"
                  + " \"%s\", found %s; the graph must be one chain")
              .formatted(value, output, labels(found)));
    }
    Node node = found.get(0);
    if (variables(node).size() != 1) {
      throw node.fault(
          "one input and otherwise constants, found %s; the graph must be one chain"
              .formatted(variables(node)));
    }
    return node;
  }

  private static List<String> labels(List<Node> nodes) {
    return nodes.stream().map(Node::label).toList();
  }
}
