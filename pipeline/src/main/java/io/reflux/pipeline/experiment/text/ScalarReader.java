package io.reflux.pipeline.experiment.text;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;

/** Reads single values as the type that a schema asks for. */
final class ScalarReader {

  private ScalarReader() {}

  /** The value as the schema's Java type, or empty if it is not one. */
  static Optional<Object> read(Schema schema, YamlNode.Scalar scalar) {
    return switch (schema.getType()) {
      case INT ->
          wholeNumber(scalar).filter(value -> value == (int) (long) value).map(Long::intValue);
      case LONG -> wholeNumber(scalar).map(value -> value);
      case DOUBLE -> number(scalar).map(value -> value);
      case BOOLEAN -> truth(scalar).map(value -> value);
      case ENUM -> symbol(schema, scalar.text());
      default -> Optional.of(scalar.text());
    };
  }

  private static Optional<Long> wholeNumber(YamlNode.Scalar scalar) {
    if (scalar.type() != YamlNode.Type.INTEGER) {
      return Optional.empty();
    }
    try {
      return Optional.of(Long.parseLong(scalar.text().replace("_", "")));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static Optional<Double> number(YamlNode.Scalar scalar) {
    return scalar.number().map(BigDecimal::doubleValue).filter(Double::isFinite);
  }

  private static Optional<Boolean> truth(YamlNode.Scalar scalar) {
    return scalar.type() == YamlNode.Type.BOOLEAN
        ? Optional.of(Boolean.parseBoolean(scalar.text()))
        : Optional.empty();
  }

  private static Optional<Object> symbol(Schema schema, String text) {
    String symbol = text.toUpperCase(Locale.ROOT);
    return schema.hasEnumSymbol(symbol) && !symbol.equals(schema.getEnumDefault())
        ? Optional.of(SpecificData.get().createEnum(symbol, schema))
        : Optional.empty();
  }
}
