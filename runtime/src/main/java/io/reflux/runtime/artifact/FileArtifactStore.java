package io.reflux.runtime.artifact;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An artefact store in a directory, which may be a volume shared by several machines.
 *
 * <p>The file of some bytes is {@code ab/cd/abcd...} after the 64 digits of their SHA-256. The path
 * is always made from the digest, never taken from a URI, so that no record can point outside the
 * directory. A file appears whole or not at all: it is written under another name, forced to disk
 * and moved.
 */
final class FileArtifactStore implements ArtifactStore {

  private static final Logger LOG = LoggerFactory.getLogger(FileArtifactStore.class);

  private final Path root;

  private FileArtifactStore(Path root) {
    this.root = root;
  }

  static FileArtifactStore open(URI uri) {
    String path = uri.isOpaque() ? uri.getSchemeSpecificPart() : uri.getPath();
    if (path == null || path.isBlank() || uri.getAuthority() != null) {
      throw new IllegalArgumentException(
          "the artefact store must be file:DIRECTORY or file:///DIRECTORY, was '" + uri + "'");
    }
    Path root = Path.of(path).toAbsolutePath().normalize();
    try {
      return new FileArtifactStore(Files.createDirectories(root));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make the artefact store's directory " + root, e);
    }
  }

  @Override
  public Artifact put(byte[] content) {
    String sha256 = digest(content);
    Path file = file(sha256);
    Artifact artifact = new Artifact(file.toUri().toString(), sha256, content.length);
    try {
      if (!holds(file, artifact)) {
        write(file, content);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write artefact " + artifact.uri(), e);
    }
    return artifact;
  }

  @Override
  public byte[] get(Artifact artifact) {
    Path file = file(artifact.sha256());
    if (!file.toUri().toString().equals(artifact.uri())) {
      throw new IllegalArgumentException(
          "artefact " + artifact.uri() + " is not one of the store " + root.toUri());
    }
    try {
      return verified(artifact, Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      throw new ArtifactMissingException(artifact);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read artefact " + artifact.uri(), e);
    }
  }

  private Path file(String sha256) {
    return root.resolve(sha256.substring(0, 2)).resolve(sha256.substring(2, 4)).resolve(sha256);
  }

  private static byte[] verified(Artifact artifact, byte[] content) {
    String found = digest(content);
    if (content.length != artifact.size() || !found.equals(artifact.sha256())) {
      throw new ArtifactCorruptedException(artifact, found, content.length);
    }
    return content;
  }

  private static boolean holds(Path file, Artifact artifact) throws IOException {
    if (!Files.exists(file)) {
      return false;
    }
    boolean intact = digest(Files.readAllBytes(file)).equals(artifact.sha256());
    if (!intact) {
      LOG.warn("artefact {} was corrupted and is written again", artifact.uri());
    }
    return intact;
  }

  private static void write(Path file, byte[] content) throws IOException {
    Path folder = Files.createDirectories(file.getParent());
    Path unfinished = folder.resolve("unfinished-" + UUID.randomUUID());
    try {
      force(unfinished, content);
      Files.move(
          unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      forceFolder(folder);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  private static void force(Path file, byte[] content) throws IOException {
    try (FileChannel channel = FileChannel.open(file, CREATE_NEW, WRITE)) {
      ByteBuffer buffer = ByteBuffer.wrap(content);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(true);
    }
  }

  private static void forceFolder(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, READ)) {
      channel.force(true);
    }
  }

  private static String digest(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
