package io.reflux.schemas;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.Incompatibility;
import org.apache.avro.SchemaFormatter;

/** The versions that a contract has had: {@code src/test/resources/history/<Record>/v<n>.avsc}. */
final class ContractHistory {

  private static final Path ROOT = Path.of("src", "test", "resources", "history");

  private ContractHistory() {}

  /** The file of version n, counted from 1, whether it exists or not. */
  static Path file(String record, int version) {
    return ROOT.resolve(record).resolve("v" + version + ".avsc");
  }

  /** Every version, oldest first. */
  static List<Schema> versions(String record) {
    List<Schema> versions = new ArrayList<>();
    while (Files.exists(file(record, versions.size() + 1))) {
      versions.add(parse(file(record, versions.size() + 1)));
    }
    return versions;
  }

  /** Writes a schema as the next version's file would be, and says how to keep it. */
  static String advice(Schema schema) {
    Path kept = file(schema.getName(), versions(schema.getName()).size() + 1);
    Path proposal = Path.of("target", "history", schema.getName(), kept.getFileName().toString());
    try {
      Files.createDirectories(proposal.resolveSibling(""));
      Files.writeString(proposal, SchemaFormatter.format("json/pretty", schema) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return "%s is not in its history; if the change is meant: install -D -m 644 schemas/%s schemas/%s"
        .formatted(schema.getName(), proposal, kept);
  }

  /** Why one of the two schemas cannot read what the other wrote; empty if both can. */
  static List<String> obstacles(Schema one, Schema other) {
    List<String> obstacles = new ArrayList<>();
    obstacles.addAll(obstaclesToReading(one, other));
    obstacles.addAll(obstaclesToReading(other, one));
    return obstacles;
  }

  private static List<String> obstaclesToReading(Schema reader, Schema writer) {
    return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
        .getResult()
        .getIncompatibilities()
        .stream()
        .map(Incompatibility::toString)
        .toList();
  }

  private static Schema parse(Path file) {
    try {
      return new Schema.Parser().parse(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
