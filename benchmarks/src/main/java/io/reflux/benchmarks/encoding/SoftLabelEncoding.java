package io.reflux.benchmarks.encoding;

import io.reflux.runtime.messages.EventMetas;
import io.reflux.schemas.avro.SoftLabelBatch;
import io.reflux.schemas.packed.PackedFloats;
import io.reflux.schemas.registry.SchemaRegistry;
import io.reflux.schemas.topic.Topics;
import java.time.Clock;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.serialization.Serializer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The soft labels of 1,000 images and 10 classes, 40,000 bytes: made a record, and written. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class SoftLabelEncoding {

  private static final int IMAGES = 1000;
  private static final int CLASSES = 10;

  private final SchemaRegistry registry =
      SchemaRegistry.connect(Map.of("schema.registry.url", "mock://encoding"));
  private final Serializer<SoftLabelBatch> serializer =
      Topics.SOFT_LABELS.valueSerde(registry).serializer();
  private final EventMetas metas =
      new EventMetas("distiller-service/host-1", "0.1.0", Clock.systemUTC());
  private final float[] labels = labels();
  private final SoftLabelBatch written = record();

  /** Makes the Avro record. */
  @Benchmark
  public SoftLabelBatch record() {
    return SoftLabelBatch.newBuilder()
        .setMeta(metas.create("e-" + "0123456789abcdef".repeat(2), 0))
        .setModelId("m-" + "0123456789abcdef".repeat(2))
        .setBatch(3)
        .setFirstSample(3 * IMAGES)
        .setSamples(IMAGES)
        .setClasses(CLASSES)
        .setTemperature(20)
        .setProbabilities(PackedFloats.pack(labels))
        .build();
  }

  /** Writes the Avro record with a serializer that is kept. */
  @Benchmark
  public byte[] bytes() {
    return serializer.serialize("", written);
  }

  private static float[] labels() {
    float[] labels = new float[IMAGES * CLASSES];
    Arrays.fill(labels, 1f / CLASSES);
    return labels;
  }
}
