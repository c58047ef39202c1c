package io.reflux.robustness.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import io.reflux.robustness.data.KnownDataset.Sizes;
import io.reflux.robustness.data.Publication.Form;
import io.reflux.robustness.data.download.DownloadListener;
import io.reflux.robustness.data.download.RemoteFile;
import io.reflux.robustness.data.format.DataFormatException;
import io.reflux.robustness.network.ImageShape;
import io.reflux.robustness.provenance.Digests;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetCatalogTest {

  /** Training images, training labels, test images, test labels: 2 and 1 images of 1 x 2 pixels. */
  private static final List<byte[]> FILES =
      List.of(
          bytes("00000803 00000002 00000001 00000002 01020304"),
          bytes("00000801 00000002 0002"),
          bytes("00000803 00000001 00000001 00000002 0506"),
          bytes("00000801 00000001 01"));

  @TempDir private Path folder;
  private Path user;
  private Path system;
  private Path cache;

  @BeforeEach
  void makeFolders() throws IOException {
    user = Files.createDirectory(folder.resolve("user"));
    system = Files.createDirectory(folder.resolve("system"));
    cache = folder.resolve("cache");
  }

  @Test
  void a_data_set_is_found_directly_in_the_users_folder() throws IOException {
    write(user);

    DatasetPair pair = offline().find(tiny(List.of()));

    assertThat(pair.training().labels()).containsExactly(0, 2);
    assertThat(pair.test().pixel(0, 1)).isEqualTo(6);
    assertThat(pair.digest()).isEqualTo(tiny(List.of()).publishedDigest().orElseThrow());
  }

  @Test
  void a_subfolder_of_the_data_sets_name_is_looked_into_first() throws IOException {
    write(Files.createDirectory(user.resolve("tiny")));
    Files.write(user.resolve(IdxFiles.NAMES.get(0)), FILES.get(2));

    assertThat(offline().find(tiny(List.of())).training().size()).isEqualTo(2);
  }

  @Test
  void the_systems_folder_and_the_cache_are_looked_into_next() throws IOException {
    write(Files.createDirectories(cache.resolve("tiny")));
    assertThat(offline().find(tiny(List.of())).training().size()).isEqualTo(2);

    Files.createDirectory(system.resolve("tiny"));
    Files.write(system.resolve("tiny").resolve(IdxFiles.NAMES.get(0)), FILES.get(0));
    assertThatExceptionOfType(DatasetUnavailableException.class)
        .isThrownBy(() -> offline().find(tiny(List.of())))
        .withMessageStartingWith(system.resolve("tiny") + " has some files");
  }

  @Test
  void a_data_set_that_is_nowhere_is_told_in_one_sentence_where_to_put_it() {
    assertThatExceptionOfType(DatasetUnavailableException.class)
        .isThrownBy(() -> offline().find(tiny(List.of())))
        .withMessage(
            "tiny is not in %s or %s or %s or %s, and downloads are switched off:"
                    .formatted(
                        user.resolve("tiny"), user, system.resolve("tiny"), cache.resolve("tiny"))
                + " put train-images-idx3-ubyte.gz, train-labels-idx1-ubyte.gz,"
                + " t10k-images-idx3-ubyte.gz, t10k-labels-idx1-ubyte.gz into "
                + cache.resolve("tiny"));
  }

  @Test
  void a_file_with_other_content_than_published_is_named() throws IOException {
    write(user);
    Path labels = user.resolve(IdxFiles.NAMES.get(1));
    Files.write(labels, bytes("00000801 00000002 0001"));

    assertThatExceptionOfType(DatasetMismatchException.class)
        .isThrownBy(() -> offline().find(tiny(List.of())))
        .withMessage(
            "%s has other content than asked for: expected SHA-256 %s, found %s; replace it by the"
                    .formatted(labels, Digests.sha256(FILES.get(1)), Digests.sha256(labels))
                + " published file of tiny, or use idx:DIR");
  }

  @Test
  void a_damaged_file_is_named_with_its_offset() throws IOException {
    write(user);
    Files.write(user.resolve(IdxFiles.NAMES.get(1)), bytes("00000801 00000002 0003"));

    assertThatExceptionOfType(DataFormatException.class)
        .isThrownBy(() -> offline().find(tiny(List.of())))
        .withMessageContaining("offset 9: expected a label from 0 to 2, found 3");
  }

  @Test
  void a_users_folder_that_does_not_exist_is_an_error() {
    DatasetLocations locations =
        DatasetLocations.defaults(cache).withDatasetDirectory(folder.resolve("typo"));

    assertThatExceptionOfType(DatasetUnavailableException.class)
        .isThrownBy(() -> catalog(locations).load(DatasetSpec.of("mnist")))
        .withMessage("the dataset directory %s does not exist".formatted(folder.resolve("typo")));
  }

  @Test
  void missing_files_are_downloaded_into_the_cache_and_found_there_afterwards() throws IOException {
    HttpServer server = serve();
    KnownDataset tiny = tiny(List.of(home(server)));
    Files.createDirectories(cache.resolve("tiny"));
    Files.write(cache.resolve("tiny").resolve(IdxFiles.NAMES.get(0)), FILES.get(0));

    DatasetPair downloaded = catalog(locations().withDownloads(true)).find(tiny);
    server.stop(0);
    DatasetPair found = offline().find(tiny);

    assertThat(found.digest()).isEqualTo(downloaded.digest());
    assertThat(found.digest()).isEqualTo(tiny.publishedDigest().orElseThrow());
  }

  @Test
  void a_failed_download_says_what_the_server_answered() throws IOException {
    HttpServer server = serve();
    URI wrong = home(server).resolve("wrong/");

    assertThatExceptionOfType(DatasetUnavailableException.class)
        .isThrownBy(() -> catalog(locations().withDownloads(true)).find(tiny(List.of(wrong))))
        .withMessageContaining("it could not be downloaded (" + wrong)
        .withMessageContaining("HTTP 404");
    server.stop(0);
  }

  @Test
  void a_folder_of_idx_files_is_a_data_set_with_as_many_classes_as_labels() throws IOException {
    write(user);
    DatasetSpec spec = DatasetSpec.of("idx:" + user);

    DatasetPair pair = offline().load(spec);

    assertThat(pair.training().classNames()).containsExactly("0", "1", "2");
    assertThat(offline().resolve(spec).digest()).contains(pair.digest());
  }

  @Test
  void a_folder_with_other_content_than_the_request_means_is_refused() throws IOException {
    write(user);
    String other = Digests.sha256("other");

    assertThatExceptionOfType(DatasetMismatchException.class)
        .isThrownBy(() -> offline().load(DatasetSpec.of("idx:" + user).withDigest(other)))
        .satisfies(e -> assertThat(e.expected()).isEqualTo(other));
  }

  @Test
  void an_empty_folder_is_no_idx_data_set() {
    assertThatExceptionOfType(DatasetUnavailableException.class)
        .isThrownBy(() -> offline().load(DatasetSpec.of("idx:" + user)))
        .withMessageStartingWith(user + " holds no IDX data set: put train-images-idx3-ubyte, ");
  }

  @Test
  void resolving_a_name_with_a_published_digest_reads_nothing() {
    DatasetSpec resolved = offline().resolve(DatasetSpec.of("mnist"));

    assertThat(resolved.digest())
        .isEqualTo(KnownDataset.named("mnist").orElseThrow().publishedDigest());
  }

  private DatasetLocations locations() {
    return new DatasetLocations(Optional.of(user), Optional.of(system), cache, false);
  }

  private DatasetCatalog offline() {
    return catalog(locations());
  }

  private static DatasetCatalog catalog(DatasetLocations locations) {
    return new DatasetCatalog(locations, DownloadListener.silent());
  }

  private static void write(Path target) throws IOException {
    for (int i = 0; i < FILES.size(); i++) {
      Files.write(target.resolve(IdxFiles.NAMES.get(i)), FILES.get(i));
    }
  }

  private static KnownDataset tiny(List<URI> homes) {
    List<RemoteFile> files = new ArrayList<>();
    for (int i = 0; i < FILES.size(); i++) {
      String name = IdxFiles.NAMES.get(i) + ".gz";
      files.add(new RemoteFile(name, homes, Digests.sha256(FILES.get(i)), true));
    }
    return new KnownDataset(
        "tiny",
        new ImageShape(1, 2, 1),
        List.of("a", "b", "c"),
        new Sizes(2, 1),
        new Publication(Form.IDX, files));
  }

  private static HttpServer serve() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    for (int i = 0; i < FILES.size(); i++) {
      byte[] content = gzip(FILES.get(i));
      server.createContext(
          "/tiny/" + IdxFiles.NAMES.get(i) + ".gz",
          exchange -> {
            exchange.sendResponseHeaders(200, content.length);
            exchange.getResponseBody().write(content);
            exchange.close();
          });
    }
    server.start();
    return server;
  }

  private static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
      gzip.write(content);
    }
    return compressed.toByteArray();
  }

  private static URI home(HttpServer server) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/tiny/");
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex.replace(" ", ""));
  }
}
