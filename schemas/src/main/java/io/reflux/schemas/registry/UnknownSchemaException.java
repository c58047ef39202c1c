package io.reflux.schemas.registry;

/**
 * The registry answered, and has no Avro schema under the id: nothing at all, or something that is
 * not Avro. Checked, because only the caller knows which record is at fault.
 */
public final class UnknownSchemaException extends Exception {

  private static final long serialVersionUID = 1L;

  /** Says which id is not known, and where. */
  public UnknownSchemaException(String message, Throwable cause) {
    super(message, cause);
  }
}
