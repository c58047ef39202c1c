package io.reflux.robustness.data.download;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.net.httpserver.HttpServer;
import io.reflux.robustness.provenance.Digests;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DownloadsTest {

  private static final byte[] CONTENT = "the published content".getBytes(UTF_8);

  private final CountDownLatch finished = new CountDownLatch(1);
  @TempDir private Path folder;
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    serve("/whole/set", CONTENT);
    serve("/other/set", "something else".getBytes(UTF_8));
    serve("/gzip/set", gzip(CONTENT));
    server.createContext(
        "/stalled/set",
        exchange -> {
          exchange.sendResponseHeaders(200, CONTENT.length);
          exchange.getResponseBody().write(CONTENT, 0, 1);
          exchange.getResponseBody().flush();
          awaitEnd();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    finished.countDown();
    server.stop(0);
  }

  @Test
  void a_file_with_the_published_digest_arrives_under_its_name() throws Exception {
    Path fetched = fetch(false, "/whole/");

    assertThat(fetched).isEqualTo(folder.resolve("cache").resolve("set"));
    assertThat(fetched).hasBinaryContent(CONTENT);
  }

  @Test
  void the_digest_of_a_gzipped_file_is_that_of_its_content() throws Exception {
    assertThat(Digests.sha256(fetch(true, "/gzip/"))).isNotEqualTo(Digests.sha256(CONTENT));
  }

  @Test
  void the_next_home_is_asked_when_one_has_not_got_the_file() throws Exception {
    assertThat(fetch(false, "/missing/", "/other/", "/whole/")).hasBinaryContent(CONTENT);
  }

  @Test
  void a_file_with_another_digest_is_refused_and_leaves_nothing_behind() {
    assertThatExceptionOfType(DownloadFailedException.class)
        .isThrownBy(() -> fetch(false, "/other/"))
        .withMessageContaining("/other/set: expected SHA-256 " + Digests.sha256(CONTENT));
    assertThat(folder.resolve("cache")).isEmptyDirectory();
  }

  @Test
  void what_each_home_answered_is_told() {
    assertThatExceptionOfType(DownloadFailedException.class)
        .isThrownBy(() -> fetch(true, "/missing/", "/whole/"))
        .withMessageContaining("/missing/set: the server answered HTTP 404")
        .withMessageContaining("/whole/set: not a gzip file");
  }

  @Test
  void a_server_that_stalls_is_given_up() {
    Downloads impatient = new Downloads(DownloadListener.silent(), Duration.ofSeconds(1));

    assertThatExceptionOfType(DownloadFailedException.class)
        .isThrownBy(() -> impatient.fetch(file(false, "/stalled/"), folder))
        .withMessageContaining("/stalled/set: nothing came for");
  }

  @Test
  void progress_ends_with_the_size_of_the_file() throws Exception {
    AtomicReference<String> last = new AtomicReference<>("");
    DownloadListener listener = (source, bytes, total) -> last.set(bytes + " of " + total);

    new Downloads(listener).fetch(file(false, "/whole/"), folder);

    assertThat(last.get()).isEqualTo(CONTENT.length + " of " + OptionalLong.of(CONTENT.length));
  }

  @Test
  void a_name_that_leaves_the_folder_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RemoteFile("../set", List.of(), Digests.sha256(CONTENT), false))
        .withMessage("name must be a plain file name, was \"../set\"");
  }

  private Path fetch(boolean gunzipped, String... homes) throws DownloadFailedException {
    return new Downloads(DownloadListener.silent())
        .fetch(file(gunzipped, homes), folder.resolve("cache"));
  }

  private RemoteFile file(boolean gunzipped, String... homes) {
    String root = "http://127.0.0.1:" + server.getAddress().getPort();
    List<URI> uris = List.of(homes).stream().map(home -> URI.create(root + home)).toList();
    return new RemoteFile("set", uris, Digests.sha256(CONTENT), gunzipped);
  }

  private void serve(String path, byte[] content) {
    server.createContext(
        path,
        exchange -> {
          exchange.sendResponseHeaders(200, content.length);
          exchange.getResponseBody().write(content);
          exchange.close();
        });
  }

  private void awaitEnd() {
    try {
      finished.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
      gzip.write(content);
    }
    return compressed.toByteArray();
  }
}
