package io.reflux.robustness.data.download;

import io.reflux.robustness.provenance.Digests;
import java.net.URI;
import java.util.List;

/**
 * A file on the public internet, and how to know that it arrived whole.
 *
 * @param name the file's name, without folder
 * @param homes folders that hold it, each ending in a slash; tried in order
 * @param sha256 the digest of its content
 * @param gunzipped whether the digest is that of the decompressed content; compressors may differ,
 *     the content may not
 */
public record RemoteFile(String name, List<URI> homes, String sha256, boolean gunzipped) {

  /** Checks that the name stays inside a folder, and the digest's form. */
  public RemoteFile {
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
      throw new IllegalArgumentException("name must be a plain file name, was \"" + name + "\"");
    }
    homes = List.copyOf(homes);
    Digests.requireSha256("sha256", sha256);
  }
}
