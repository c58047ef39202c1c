package io.reflux.pipeline.experiment;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** An experiment that ships with the program, known by its name. */
public enum Preset {
  FASHION_QUICK("fashion-quick", "minutes, on images that ship with Reflux"),
  PAPERNOT_MNIST("papernot-mnist", "the paper's MNIST experiment, 3 epochs, T=20, 100"),
  PAPERNOT_MNIST_FULL("papernot-mnist-full", "the paper's: 50 epochs, nine temperatures; hours"),
  PAPERNOT_CIFAR10("papernot-cifar10", "the paper's CIFAR10 experiment, 5 epochs, T=20, 100"),
  PAPERNOT_CIFAR10_FULL("papernot-cifar10-full", "the paper's: 50 epochs, nine temperatures; days"),
  PAPER("paper", "MNIST, T=100, the paper's attack alone"),
  HONEST("honest", "the same networks under attacks that a hidden gradient does not stop"),
  AUTO("auto", "the same networks under the worst case of several attacks");

  /** What is run when nothing is named. */
  public static final Preset DEFAULT = FASHION_QUICK;

  private final String label;
  private final String description;

  Preset(String label, String description) {
    this.label = label;
    this.description = description;
  }

  /** The name to give on the command line. */
  public String label() {
    return label;
  }

  /** What it does and how long it takes, in a few words. */
  public String description() {
    return description;
  }

  /** The names of all presets. */
  public static List<String> labels() {
    return Arrays.stream(values()).map(Preset::label).toList();
  }

  /** The preset of a name, or empty if there is none. */
  public static Optional<Preset> named(String label) {
    return Arrays.stream(values()).filter(preset -> preset.label.equals(label)).findFirst();
  }

  /** The experiment, as YAML text. */
  String text() {
    String file = label + ".yaml";
    try (InputStream resource = Preset.class.getResourceAsStream(file)) {
      if (resource == null) {
        throw new IllegalStateException("the program lacks its own file " + file);
      }
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the program's own file " + file, e);
    }
  }
}
