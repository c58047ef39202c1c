package io.reflux.robustness.interchange;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.reflux.robustness.interchange.onnx.OnnxModel;
import io.reflux.robustness.interchange.safetensors.ModelFile;
import io.reflux.robustness.interchange.tensors.ForeignNetwork;
import io.reflux.robustness.interchange.tensors.ModelImportException;
import io.reflux.robustness.interchange.tensors.NamedTensor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Reads a model made elsewhere. The format is recognised by the content alone; a file's name says
 * nothing. Pixels are in [0, 1] here: a normalisation that a model was trained with has to be part
 * of its first layer.
 */
public final class ModelImport {

  /** The largest file: the largest network, and room for what is not weights. */
  static final int MOST_BYTES = NamedTensor.MOST_VALUES * Float.BYTES + (1 << 22);

  private static final int HEADER_START = 8;
  private static final byte ONNX_VERSION_TAG = 0x08;

  private static final Map<String, String> KNOWN_OTHERS =
      Map.of(
          "PK\003\004", "a zip archive, such as torch.save and Keras write",
          "\u0080", "a pickle, which could run code",
          "\u0089HDF", "an HDF5 file",
          "RFLX", "a checkpoint of Reflux's own");

  private ModelImport() {}

  /**
   * Reads a model from a file.
   *
   * @throws ModelImportException naming the file, if it cannot be read or imported
   */
  public static ImportedModel read(Path file) {
    byte[] content = content(file);
    try {
      return read(content);
    } catch (ModelImportException e) {
      throw named(file, e);
    }
  }

  /**
   * Reads a model from its bytes.
   *
   * @throws ModelImportException if it is of no known format, damaged, too large, or not made of
   *     the supported layers
   */
  public static ImportedModel read(byte[] content) {
    requireSize(content.length);
    if (content.length > HEADER_START && content[HEADER_START] == '{') {
      return imported("safetensors", ModelFile.read(content));
    }
    if (content.length > 1 && content[0] == ONNX_VERSION_TAG) {
      return imported("ONNX", OnnxModel.read(content));
    }
    throw new ModelImportException(
        "expected a safetensors file written by tools/export_pytorch.py, or an ONNX model; found "
            + description(content));
  }

  private static ImportedModel imported(String format, ForeignNetwork network) {
    return new ImportedModel(format, network.structure(), network.parameters(), network.notes());
  }

  /**
   * The bytes of a file that may be a model, no more than the largest one has.
   *
   * @throws ModelImportException naming the file, if it cannot be read or is too large
   */
  public static byte[] content(Path file) {
    try {
      return bounded(file);
    } catch (ModelImportException e) {
      throw named(file, e);
    }
  }

  private static byte[] bounded(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new ModelImportException("expected a file, found none");
    }
    try (InputStream stream = Files.newInputStream(file)) {
      requireSize(Files.size(file));
      return stream.readNBytes(MOST_BYTES + 1);
    } catch (IOException e) {
      throw new ModelImportException("cannot be read: " + e.getMessage(), e);
    }
  }

  private static ModelImportException named(Path file, ModelImportException e) {
    return new ModelImportException(file + ": " + e.getMessage(), e);
  }

  private static void requireSize(long length) {
    if (length > MOST_BYTES) {
      throw new ModelImportException(
          "a model may have %d bytes, found %d".formatted(MOST_BYTES, length));
    }
  }

  private static String description(byte[] content) {
    String start = new String(content, 0, Math.min(content.length, HEADER_START), ISO_8859_1);
    return KNOWN_OTHERS.entrySet().stream()
        .filter(each -> start.startsWith(each.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("%d bytes of neither".formatted(content.length));
  }
}
