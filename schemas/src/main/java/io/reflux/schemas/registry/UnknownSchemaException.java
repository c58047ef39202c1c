package io.reflux.schemas.registry;

/** The registry answered, and has no schema with the id. Checked: the caller knows which record. */
public final class UnknownSchemaException extends Exception {

  private static final long serialVersionUID = 1L;

  /** For an id that nothing is registered under. */
  public UnknownSchemaException(int id, String location) {
    super("the schema registry at %s has no schema with id %d".formatted(location, id));
  }
}
