package io.reflux.standalone.report;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflux.pipeline.json.RecordJson;
import java.util.Base64;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;

/**
 * Records as the files of a report tell them, in the form of {@link RecordJson}: bytes in Base64,
 * and without {@code meta}, which tells of the transport and differs from run to run.
 */
final class AvroJson {

  private static final RecordJson FORM =
      new RecordJson(
          Set.of("meta"),
          bytes -> {
            byte[] copy = new byte[bytes.remaining()];
            bytes.get(copy);
            return JsonNodeFactory.instance.textNode(Base64.getEncoder().encodeToString(copy));
          });

  private AvroJson() {}

  static ObjectNode of(SpecificRecord record) {
    return FORM.of(record);
  }
}
