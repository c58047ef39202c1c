package io.reflux.robustness.data.download;

import java.net.URI;
import java.util.OptionalLong;

/** Told how a download goes, about once a second. */
@FunctionalInterface
public interface DownloadListener {

  /**
   * Progress of one file.
   *
   * @param source where it comes from
   * @param bytes how many have arrived
   * @param total how many there will be, where the server says it
   */
  void progress(URI source, long bytes, OptionalLong total);

  /** A listener that does nothing. */
  static DownloadListener silent() {
    return (source, bytes, total) -> {};
  }
}
