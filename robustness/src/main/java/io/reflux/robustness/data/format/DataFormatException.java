package io.reflux.robustness.data.format;

/** A data file that is not what its format says, with the place where it departs from it. */
public final class DataFormatException extends RuntimeException {

  private final String file;
  private final long offset;
  private final String expected;
  private final String found;

  /**
   * Describes the first departure.
   *
   * @param file the file's name, as the reader of the message knows it
   * @param offset bytes from the start of the content, after decompression
   * @param expected what the format asks for at this offset
   * @param found what is there
   */
  public DataFormatException(String file, long offset, String expected, String found) {
    super("%s, offset %d: expected %s, found %s".formatted(file, offset, expected, found));
    this.file = file;
    this.offset = offset;
    this.expected = expected;
    this.found = found;
  }

  /** The file's name. */
  public String file() {
    return file;
  }

  /** Bytes from the start of the content, after decompression. */
  public long offset() {
    return offset;
  }

  /** What the format asks for. */
  public String expected() {
    return expected;
  }

  /** What is there instead. */
  public String found() {
    return found;
  }
}
