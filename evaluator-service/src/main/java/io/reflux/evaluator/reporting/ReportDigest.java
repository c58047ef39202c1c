package io.reflux.evaluator.reporting;

import io.reflux.robustness.provenance.Digests;
import io.reflux.schemas.avro.EventMeta;
import io.reflux.schemas.avro.RobustnessReport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;

/** Tells whether two reports say the same: the digest of everything but the report's metadata. */
final class ReportDigest {

  private static final EventMeta NO_META =
      EventMeta.newBuilder().setEventId("").setProducedAt(Instant.EPOCH).build();

  private ReportDigest() {}

  static String of(RobustnessReport report) {
    RobustnessReport content = RobustnessReport.newBuilder(report).setMeta(NO_META).build();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
    try {
      new SpecificDatumWriter<>(RobustnessReport.class).write(content, encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return Digests.sha256(bytes.toByteArray());
  }
}
