package io.reflux.robustness.interchange.safetensors;

import com.fasterxml.jackson.databind.JsonNode;
import io.reflux.robustness.interchange.tensors.ForeignNetwork;
import io.reflux.robustness.interchange.tensors.LayerTensors;
import io.reflux.robustness.interchange.tensors.ModelImportException;
import io.reflux.robustness.interchange.tensors.NamedTensor;
import io.reflux.robustness.network.Architecture;
import io.reflux.robustness.network.ArchitectureNotation;
import io.reflux.robustness.network.ImageShape;
import io.reflux.robustness.network.execution.NetworkStructure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A safetensors file that says in its metadata what its tensors are the layers of. The keys, all of
 * them required and all of them texts:
 *
 * <pre>
 * reflux.format        1
 * reflux.architecture  an architecture in JSON, see ArchitectureNotation
 * reflux.channels, reflux.height, reflux.width   of an image
 * reflux.classes       the number of logits
 * reflux.tensors       a JSON list: the name before ".weight" and ".bias" of each layer that has
 *                      parameters, in order, the logits layer last
 * </pre>
 */
public final class ModelFile {

  private static final String PREFIX = "reflux.";
  private static final String VERSION = "1";
  private static final Set<String> KEYS =
      Set.of("format", "architecture", "channels", "height", "width", "classes", "tensors");
  private static final int LARGEST_NUMBER = 1 << 16;

  private final SafetensorsFile file;

  private ModelFile(SafetensorsFile file) {
    this.file = file;
  }

  /**
   * Reads a model.
   *
   * @throws ModelImportException naming the key or the tensor, what was expected and what was found
   */
  public static ForeignNetwork read(byte[] content) {
    return new ModelFile(SafetensorsFile.read(content)).network();
  }

  private ForeignNetwork network() {
    requireKeys();
    if (!value("format").equals(VERSION)) {
      throw new ModelImportException(
          "key \"reflux.format\": expected %s, found %s; a newer program wrote it"
              .formatted(VERSION, value("format")));
    }
    ImageShape shape = new ImageShape(whole("height"), whole("width"), whole("channels"));
    NetworkStructure structure = ForeignNetwork.structure(architecture(), shape, whole("classes"));
    return new ForeignNetwork(structure, layers(), List.of());
  }

  private void requireKeys() {
    Set<String> ours = new TreeSet<>();
    for (String key : file.metadata().keySet()) {
      if (key.startsWith(PREFIX)) {
        ours.add(key.substring(PREFIX.length()));
      }
    }
    if (!ours.equals(KEYS)) {
      throw new ModelImportException(
          ("the metadata must have the keys %s, each after \"reflux.\", found %s;"
                  + " write the file with tools/export_pytorch.py")
              .formatted(new TreeSet<>(KEYS), ours));
    }
  }

  private Architecture architecture() {
    try {
      return ArchitectureNotation.parseJson(value("architecture"));
    } catch (IllegalArgumentException e) {
      throw new ModelImportException("key \"reflux.architecture\": " + e.getMessage(), e);
    }
  }

  private List<LayerTensors> layers() {
    Map<String, NamedTensor> tensors = file.tensors();
    Set<String> unused = new TreeSet<>(tensors.keySet());
    List<LayerTensors> layers = new ArrayList<>();
    for (JsonNode name : SafetensorsFile.json("key \"reflux.tensors\"", value("tensors"))) {
      layers.add(
          new LayerTensors(
              tensor(name.asText() + ".weight", unused), tensor(name.asText() + ".bias", unused)));
    }
    if (!unused.isEmpty()) {
      throw new ModelImportException("no layer of \"reflux.tensors\" has the tensors " + unused);
    }
    return layers;
  }

  private NamedTensor tensor(String name, Set<String> unused) {
    NamedTensor tensor = file.tensors().get(name);
    if (tensor == null || !unused.remove(name)) {
      throw new ModelImportException(
          "tensor \"%s\": expected once for its layer, found %s"
              .formatted(name, tensor == null ? "none" : "a second layer with it"));
    }
    return tensor;
  }

  private String value(String key) {
    return file.metadata().getOrDefault(PREFIX + key, "");
  }

  private int whole(String key) {
    String text = value(key);
    int number = text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : 0;
    if (number < 1 || number > LARGEST_NUMBER) {
      throw new ModelImportException(
          "key \"reflux.%s\": expected a whole number in [1, %d], found \"%s\""
              .formatted(key, LARGEST_NUMBER, text));
    }
    return number;
  }
}
