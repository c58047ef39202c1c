package io.reflux.standalone.cli;

import io.reflux.pipeline.experiment.Preset;
import java.util.Iterator;

/** The names of the presets, for help texts and the completion of shells. */
final class PresetNames implements Iterable<String> {

  @Override
  public Iterator<String> iterator() {
    return Preset.labels().iterator();
  }
}
