package io.reflux.robustness.interchange.onnx;

import io.reflux.robustness.interchange.tensors.ModelImportException;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import onnx.Onnx.AttributeProto;
import onnx.Onnx.NodeProto;
import org.jspecify.annotations.Nullable;

/** A node of a graph, with strict access to its attributes: what is not expected is refused. */
record Node(NodeProto proto) {

  static boolean standard(String domain) {
    return domain.isEmpty() || domain.equals("ai.onnx");
  }

  /** The operator; one of a foreign domain carries that domain. */
  String operator() {
    return standard(proto.getDomain())
        ? proto.getOpType()
        : proto.getDomain() + "." + proto.getOpType();
  }

  /** The node as messages name it: by its name, or by its output where it has none. */
  String label() {
    String name = proto.getName().isEmpty() ? output() : proto.getName();
    return "node \"%s\" (%s)".formatted(name, operator());
  }

  List<String> inputs() {
    return proto.getInputList();
  }

  /** The name of an input; empty if it is left out. */
  String input(int index) {
    return index < proto.getInputCount() ? proto.getInput(index) : "";
  }

  /** The name of the first output; others are never read. */
  String output() {
    return proto.getOutputCount() == 0 ? "" : proto.getOutput(0);
  }

  /** Refuses a node that has other attributes or more inputs. */
  void require(int mostInputs, String... attributes) {
    Set<String> unknown = new TreeSet<>();
    proto.getAttributeList().forEach(each -> unknown.add(each.getName()));
    unknown.removeAll(Set.of(attributes));
    if (!unknown.isEmpty() || proto.getInputCount() > mostInputs) {
      throw fault(
          "at most %d inputs and the attributes %s, found %d inputs, and %s"
              .formatted(mostInputs, List.of(attributes), proto.getInputCount(), unknown));
    }
  }

  /** Refuses an attribute that is there with another whole number. */
  void expect(String name, long expected) {
    AttributeProto attribute = attribute(name);
    if (attribute != null && attribute.getI() != expected) {
      throw fault("%s = %d, found %d".formatted(name, expected, attribute.getI()));
    }
  }

  /** Refuses an attribute that is there with another number. */
  void expectNumber(String name, float expected) {
    AttributeProto attribute = attribute(name);
    if (attribute != null && attribute.getF() != expected) {
      throw fault("%s = %s, found %s".formatted(name, expected, attribute.getF()));
    }
  }

  /** Refuses a list that is there and has another number anywhere. */
  void expectAll(String name, long expected) {
    AttributeProto attribute = attribute(name);
    if (attribute != null && !attribute.getIntsList().stream().allMatch(i -> i == expected)) {
      throw fault("%s all %d, found %s".formatted(name, expected, attribute.getIntsList()));
    }
  }

  /** Refuses automatic padding, other than none. */
  void expectNoAutomaticPadding() {
    AttributeProto attribute = attribute("auto_pad");
    String found = attribute == null ? "NOTSET" : attribute.getS().toStringUtf8();
    if (!Set.of("NOTSET", "VALID").contains(found)) {
      throw fault("auto_pad NOTSET or VALID, found " + found);
    }
  }

  long integer(String name, long otherwise) {
    AttributeProto attribute = attribute(name);
    return attribute == null ? otherwise : attribute.getI();
  }

  List<Long> integers(String name) {
    AttributeProto attribute = attribute(name);
    return attribute == null ? Collections.emptyList() : attribute.getIntsList();
  }

  ModelImportException fault(String expectation) {
    return new ModelImportException(label() + ": expected " + expectation);
  }

  @Nullable AttributeProto attribute(String name) {
    for (AttributeProto each : proto.getAttributeList()) {
      if (each.getName().equals(name)) {
        return each;
      }
    }
    return null;
  }
}
