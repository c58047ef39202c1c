package io.reflux.robustness.provenance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import java.util.regex.Pattern;

/**
 * The revision of the code that is running. The build writes it into the jar when it is told:
 * {@code mvn -Dreflux.revision=$(git rev-parse HEAD) ...}.
 *
 * @param value the revision, or {@code unknown}
 */
public record CodeRevision(String value) {

  private static final String RESOURCE = "revision.properties";
  private static final String KEY = "revision";
  private static final String UNKNOWN = "unknown";
  private static final Pattern REVISION = Pattern.compile("[A-Za-z0-9._+-]{1,64}");

  /** Takes what does not look like a revision, such as an unfilled placeholder, as unknown. */
  public CodeRevision {
    value = REVISION.matcher(value.strip()).matches() ? value.strip() : UNKNOWN;
  }

  /** The revision that was built, or {@code unknown} where the build was not told. */
  public static CodeRevision current() {
    Properties properties = new Properties();
    try (InputStream resource = CodeRevision.class.getResourceAsStream(RESOURCE)) {
      if (resource != null) {
        properties.load(resource);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + RESOURCE + " from the class path", e);
    }
    return new CodeRevision(properties.getProperty(KEY, UNKNOWN));
  }

  @Override
  public String toString() {
    return value;
  }
}
