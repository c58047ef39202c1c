package io.reflux.robustness.data.download;

import io.reflux.robustness.provenance.Digests;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Downloads published files into a folder. A file is written into a temporary folder, its digest is
 * compared with the published one, and only then is it moved, in one step: whoever finds the file
 * finds it whole, also when several processes fetch it at once.
 */
public final class Downloads {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

  /** A server that sends nothing for this long is given up. */
  private static final Duration STALL_TIMEOUT = Duration.ofSeconds(30);

  private final DownloadListener listener;
  private final Duration stallTimeout;

  /** Downloads that report to a listener. */
  public Downloads(DownloadListener listener) {
    this(listener, STALL_TIMEOUT);
  }

  Downloads(DownloadListener listener, Duration stallTimeout) {
    this.listener = listener;
    this.stallTimeout = stallTimeout;
  }

  /**
   * Fetches a file from the first home that delivers it whole.
   *
   * @param folder made if it does not exist
   * @return the file, named {@code folder/name}
   * @throws DownloadFailedException if no home delivers it, or the folder cannot be written to
   */
  public Path fetch(RemoteFile file, Path folder) throws DownloadFailedException {
    List<String> failures = new ArrayList<>();
    HttpClient client =
        HttpClient.newBuilder()
            .connectTimeout(CONNECT_TIMEOUT)
            .followRedirects(Redirect.NORMAL)
            .build();
    for (URI home : file.homes()) {
      URI source = home.resolve(file.name());
      try {
        return fetch(client, source, file, folder);
      } catch (IOException e) {
        failures.add(source + ": " + describe(e));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new DownloadFailedException(source + ": interrupted");
      }
    }
    throw new DownloadFailedException(String.join("; ", failures));
  }

  private Path fetch(HttpClient client, URI source, RemoteFile file, Path folder)
      throws IOException, InterruptedException {
    Files.createDirectories(folder);
    Path unfinished = Files.createTempDirectory(folder, ".download-");
    Path partial = Files.createFile(unfinished.resolve(file.name()));
    try {
      new Transfer(client, source, partial, listener).run(stallTimeout);
      String found = digest(partial, file.gunzipped());
      if (!found.equals(file.sha256())) {
        throw new IOException("expected SHA-256 " + file.sha256() + ", found " + found);
      }
      return Files.move(partial, folder.resolve(file.name()), StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(partial);
      Files.deleteIfExists(unfinished);
    }
  }

  private static String digest(Path file, boolean gunzipped) throws IOException {
    if (!gunzipped) {
      return Digests.sha256(file);
    }
    try (InputStream content =
        new GZIPInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      return Digests.sha256(content);
    } catch (ZipException e) {
      throw new IOException("not a gzip file", e);
    }
  }

  private static String describe(IOException e) {
    String message = e.getMessage();
    String kind = e.getClass().getSimpleName();
    return message == null || message.isBlank() ? kind : message;
  }
}
