package io.reflux.robustness.interchange.tensors;

/**
 * A file that is no model that can be imported; the message says why, and what can be. Messages
 * quote names from the file, so they are cut to a readable length and hold no control characters.
 */
public final class ModelImportException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;
  private static final int LONGEST_MESSAGE = 1000;

  /** Says what is wrong with the file. */
  public ModelImportException(String message) {
    super(readable(message));
  }

  /** Says what is wrong with the file, and which failure showed it. */
  public ModelImportException(String message, Throwable cause) {
    super(readable(message), cause);
  }

  private static String readable(String message) {
    String printable = message.replaceAll("\\p{Cntrl}|[\\u0080-\\u009f]", "?");
    return printable.length() <= LONGEST_MESSAGE
        ? printable
        : printable.substring(0, LONGEST_MESSAGE) + " ...";
  }
}
