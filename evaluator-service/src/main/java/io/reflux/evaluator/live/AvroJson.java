package io.reflux.evaluator.live;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflux.pipeline.json.RecordJson;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;

/** Records as the HTTP interface tells them: whole, but of bytes only their number. */
public final class AvroJson {

  private static final RecordJson FORM =
      new RecordJson(
          Set.of(), bytes -> JsonNodeFactory.instance.objectNode().put("bytes", bytes.remaining()));

  private AvroJson() {}

  /** The JSON of a record, as {@link RecordJson} describes it; bytes are {@code {"bytes": 800}}. */
  public static ObjectNode of(SpecificRecord record) {
    return FORM.of(record);
  }
}
