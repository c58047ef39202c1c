package io.reflux.robustness.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflux.robustness.network.ArchitectureNotation;
import io.reflux.robustness.network.ImageShape;
import io.reflux.robustness.network.Parameters;
import io.reflux.robustness.network.execution.NetworkStructure;
import io.reflux.robustness.provenance.CanonicalJson;
import io.reflux.robustness.provenance.Digests;
import io.reflux.robustness.training.TrainingState;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The layout of a checkpoint; all numbers little-endian:
 *
 * <pre>
 * 4 bytes   magic "RFLX"
 * int32     version, 1
 * int32     length of the header, at most 1 MiB
 * header    canonical JSON in UTF-8: architecture, shape, classes, temperature, epoch, loss (absent
 *           when unknown), parameters (their number), velocity (whether it follows)
 * float32[] parameters, in the order of ParameterLayout
 * float32[] velocity, if the header says so
 * 32 bytes  SHA-256 of everything before
 * </pre>
 */
public final class CheckpointFormat {

  private static final byte[] MAGIC = "RFLX".getBytes(UTF_8);
  private static final int VERSION = 1;
  private static final int PREFIX = MAGIC.length + 2 * Integer.BYTES;
  private static final int LONGEST_HEADER = 1 << 20;
  private static final int DIGEST = 32;
  private static final int MOST_CLASSES = 10_000;
  private static final int LONGEST_SIDE = 4096;

  private CheckpointFormat() {}

  /** Everything that training needs to go on. */
  public static byte[] writeState(Checkpoint checkpoint) {
    return write(checkpoint, true);
  }

  /** The weights alone, without the momentum buffer. */
  public static byte[] writeWeights(Checkpoint checkpoint) {
    return write(checkpoint, false);
  }

  private static byte[] write(Checkpoint checkpoint, boolean velocity) {
    byte[] header = CanonicalJson.of(header(checkpoint, velocity)).getBytes(UTF_8);
    float[] parameters = checkpoint.state().parameters().toArray();
    int floats = parameters.length * (velocity ? 2 : 1);
    int length = Math.addExact(PREFIX + header.length, Math.multiplyExact(floats, Float.BYTES));
    ByteBuffer bytes = ByteBuffer.allocate(length + DIGEST).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put(MAGIC).putInt(VERSION).putInt(header.length).put(header);
    bytes.asFloatBuffer().put(parameters);
    bytes.position(bytes.position() + parameters.length * Float.BYTES);
    if (velocity) {
      bytes.asFloatBuffer().put(checkpoint.state().velocity().toArray());
    }
    bytes.position(length);
    bytes.put(digest(bytes.array(), length));
    return bytes.array();
  }

  private static ObjectNode header(Checkpoint checkpoint, boolean velocity) {
    NetworkStructure structure = checkpoint.structure();
    ObjectNode header = JsonNodeFactory.instance.objectNode();
    header.set("architecture", CanonicalJson.parse(structure.architecture().canonicalJson()));
    header
        .putObject("shape")
        .put("height", structure.shape().height())
        .put("width", structure.shape().width())
        .put("channels", structure.shape().channels());
    header.put("classes", structure.classes());
    header.put("temperature", checkpoint.temperature());
    header.put("epoch", checkpoint.state().epoch());
    if (Double.isFinite(checkpoint.state().loss())) {
      header.put("loss", checkpoint.state().loss());
    }
    header.put("parameters", checkpoint.state().parameters().size());
    header.put("velocity", velocity);
    return header;
  }

  /**
   * Reads a checkpoint.
   *
   * @throws CheckpointCorruptedException saying what is wrong: truncated, changed, or another
   *     format
   */
  public static Checkpoint read(byte[] content) {
    if (content.length < PREFIX + DIGEST || !startsWithMagic(content)) {
      throw new CheckpointCorruptedException(
          "not a checkpoint: expected it to start with RFLX and have at least %d bytes, had %d"
              .formatted(PREFIX + DIGEST, content.length));
    }
    requireDigest(content);
    ByteBuffer bytes = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    bytes.position(MAGIC.length);
    int version = bytes.getInt();
    if (version != VERSION) {
      throw new CheckpointCorruptedException(
          "checkpoint version must be %d, was %d; a newer Reflux wrote it"
              .formatted(VERSION, version));
    }
    int headerLength = bytes.getInt();
    int room = content.length - PREFIX - DIGEST;
    if (headerLength < 0 || headerLength > Math.min(LONGEST_HEADER, room)) {
      throw new CheckpointCorruptedException(
          "checkpoint header must have at most %d bytes, claims %d"
              .formatted(Math.min(LONGEST_HEADER, room), headerLength));
    }
    byte[] header = new byte[headerLength];
    bytes.get(header);
    bytes.limit(content.length - DIGEST);
    try {
      return body(CanonicalJson.parse(new String(header, UTF_8)), bytes);
    } catch (IllegalArgumentException e) {
      throw new CheckpointCorruptedException("checkpoint header is malformed: " + e.getMessage());
    }
  }

  private static Checkpoint body(JsonNode header, ByteBuffer bytes) {
    JsonNode shape = header.path("shape");
    NetworkStructure structure =
        new NetworkStructure(
            ArchitectureNotation.parseJson(CanonicalJson.of(header.path("architecture"))),
            new ImageShape(
                whole(shape, "height", LONGEST_SIDE),
                whole(shape, "width", LONGEST_SIDE),
                whole(shape, "channels", LONGEST_SIDE)),
            whole(header, "classes", MOST_CLASSES));
    int size = structure.layout().size();
    boolean velocity = header.path("velocity").asBoolean();
    long expected = (long) size * Float.BYTES * (velocity ? 2 : 1);
    if (bytes.remaining() != expected) {
      throw new CheckpointCorruptedException(
          "checkpoint of %s must have %d bytes of numbers, had %d"
              .formatted(structure.architecture().name(), expected, bytes.remaining()));
    }
    float[] parameters = floats(bytes, size);
    float[] buffer = velocity ? floats(bytes, size) : new float[size];
    return new Checkpoint(
        structure,
        header.path("temperature").asDouble(),
        new TrainingState(
            new Parameters(structure.layout(), parameters),
            new Parameters(structure.layout(), buffer),
            whole(header, "epoch", Integer.MAX_VALUE),
            header.path("loss").asDouble(Double.NaN)));
  }

  private static float[] floats(ByteBuffer bytes, int size) {
    float[] values = new float[size];
    bytes.asFloatBuffer().get(values);
    bytes.position(bytes.position() + size * Float.BYTES);
    return values;
  }

  private static int whole(JsonNode node, String key, int largest) {
    JsonNode value = node.path(key);
    if (!value.isIntegralNumber() || value.longValue() < 0 || value.longValue() > largest) {
      throw new IllegalArgumentException(
          "%s must be in [0, %d], was %s".formatted(key, largest, value));
    }
    return value.intValue();
  }

  private static boolean startsWithMagic(byte[] content) {
    return Arrays.equals(content, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
  }

  private static void requireDigest(byte[] content) {
    int end = content.length - DIGEST;
    byte[] expected = Arrays.copyOfRange(content, end, content.length);
    byte[] found = digest(content, end);
    if (!Arrays.equals(expected, found)) {
      throw new CheckpointCorruptedException(
          "checkpoint is damaged: its digest must be %s, was %s"
              .formatted(HexFormat.of().formatHex(expected), HexFormat.of().formatHex(found)));
    }
  }

  private static byte[] digest(byte[] content, int length) {
    var sha256 = Digests.newSha256();
    sha256.update(content, 0, length);
    return sha256.digest();
  }
}
