package io.reflux.runtime.config;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * All configuration keys that a service accepts, in the order in which they are shown. A catalogue
 * owns the prefixes it was made with: a variable with an owned prefix that is no key of the
 * catalogue is a mistake, while the variables of other services may stand in the same environment.
 *
 * @param prefixes what the keys' names begin with, such as {@code TRAINER_}
 * @param keys the keys; no name twice
 */
public record ConfigCatalogue(Set<String> prefixes, List<ConfigKey<?>> keys) {

  /** Copies, and checks that names are unique and begin with an owned prefix. */
  public ConfigCatalogue {
    prefixes = Set.copyOf(prefixes);
    keys = List.copyOf(keys);
    Set<String> names = new HashSet<>();
    for (ConfigKey<?> key : keys) {
      if (!prefixes.contains(key.prefix())) {
        throw new IllegalArgumentException(
            key.name() + " must begin with one of " + new TreeSet<>(prefixes));
      }
      if (!names.add(key.name())) {
        throw new IllegalArgumentException(key.name() + " is declared twice");
      }
    }
  }

  /** The catalogue of one room, whose keys all begin with the prefix. */
  public static ConfigCatalogue of(String prefix, ConfigKey<?>... keys) {
    return new ConfigCatalogue(Set.of(prefix), List.of(keys));
  }

  /** This catalogue's keys, then the other's; the prefixes of both. */
  public ConfigCatalogue and(ConfigCatalogue other) {
    Set<String> allPrefixes = new HashSet<>(prefixes);
    allPrefixes.addAll(other.prefixes);
    return new ConfigCatalogue(
        allPrefixes, Stream.concat(keys.stream(), other.keys.stream()).toList());
  }

  /**
   * The table of keys as Markdown: one row a key with its type, default and meaning, ended by a
   * line feed.
   */
  public String markdown() {
    StringBuilder table =
        new StringBuilder("| Key | Value | Default | Meaning |\n|---|---|---|---|\n");
    for (ConfigKey<?> key : keys) {
      String defaultText = key.defaultText().isEmpty() ? "" : "`" + key.defaultText() + "`";
      table.append(
          String.format(
              "| `%s` | %s | %s | %s |\n",
              key.name(), key.type().label(), defaultText, key.meaning()));
    }
    return table.toString();
  }

  boolean owns(String variable) {
    return prefixes.stream().anyMatch(variable::startsWith);
  }

  boolean contains(String variable) {
    return keys.stream().anyMatch(key -> key.name().equals(variable));
  }

  /** The key whose name is closest to a misspelt one, if any is close enough to be meant. */
  Optional<String> closest(String variable) {
    return Spelling.closest(variable, keys.stream().map(ConfigKey::name).toList());
  }
}
