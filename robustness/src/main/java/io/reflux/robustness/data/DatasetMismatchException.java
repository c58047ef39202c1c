package io.reflux.robustness.data;

/** Data that is there, but is not the content that was asked for. */
public final class DatasetMismatchException extends RuntimeException {

  private final String expected;
  private final String found;

  /**
   * Describes the difference.
   *
   * @param subject what was looked at
   * @param expected the SHA-256 that was asked for
   * @param found the SHA-256 of the content
   * @param advice what to do
   */
  public DatasetMismatchException(String subject, String expected, String found, String advice) {
    super(
        "%s has other content than asked for: expected SHA-256 %s, found %s; %s"
            .formatted(subject, expected, found, advice));
    this.expected = expected;
    this.found = found;
  }

  /** The SHA-256 that was asked for. */
  public String expected() {
    return expected;
  }

  /** The SHA-256 of the content that is there. */
  public String found() {
    return found;
  }
}
