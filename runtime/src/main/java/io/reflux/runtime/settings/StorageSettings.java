package io.reflux.runtime.settings;

import io.reflux.runtime.config.ConfigReader;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where bytes are kept outside Kafka.
 *
 * @param artifactStore the URI of the artefact store that all services share
 * @param stateDir the directory of Kafka Streams' state, for this instance alone
 * @param cacheDir a directory of things that can be made again; it may be deleted at any time
 * @param datasetDir the directory with data sets that were provided by hand, if there is one
 */
public record StorageSettings(
    URI artifactStore, Path stateDir, Path cacheDir, Optional<Path> datasetDir) {

  static StorageSettings from(ConfigReader reader) {
    return new StorageSettings(
        reader.get(RuntimeKeys.ARTIFACT_STORE),
        reader.get(RuntimeKeys.STATE_DIR),
        reader.get(RuntimeKeys.CACHE_DIR),
        reader.get(RuntimeKeys.DATASET_DIR));
  }
}
