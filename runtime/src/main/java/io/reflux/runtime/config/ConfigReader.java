package io.reflux.runtime.config;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads one configuration from the environment and reports all of its problems together: values
 * that do not parse, values that do not fit each other, and variables that nobody knows.
 *
 * <p>A variable set to the empty string counts as not set, as compose files write it.
 */
public final class ConfigReader {

  private static final Logger LOG = LoggerFactory.getLogger(ConfigReader.class);
  private static final String MASK = "***";
  private static final Pattern CREDENTIALS_IN_URL = Pattern.compile("(?<=://)[^/@\\s]+(?=@)");

  private final Map<String, String> environment;
  private final ConfigCatalogue catalogue;
  private final Set<String> problems = new LinkedHashSet<>();

  private ConfigReader(Map<String, String> environment, ConfigCatalogue catalogue) {
    this.environment = Map.copyOf(environment);
    this.catalogue = catalogue;
  }

  /**
   * Reads a configuration and logs the effective one, without secrets, once.
   *
   * @param environment the variables, usually {@link System#getenv()}
   * @param catalogue every key that this service accepts
   * @param assembly builds the configuration's record by calling {@link #get}; an {@link
   *     IllegalArgumentException} it throws is reported as one more problem
   * @return what the assembly built
   * @throws ConfigurationException if there is any problem, with all of them
   */
  public static <C> C read(
      Map<String, String> environment,
      ConfigCatalogue catalogue,
      Function<ConfigReader, C> assembly) {
    ConfigReader reader = new ConfigReader(environment, catalogue);
    C configuration = reader.assemble(assembly);
    LOG.info("configuration {}", reader.effective());
    return configuration;
  }

  /**
   * The value of a key. A value that does not parse is noted, and the default is returned so that
   * the other keys can be read too.
   *
   * @throws IllegalStateException if the key is not in the catalogue that is being read
   */
  public <T> T get(ConfigKey<T> key) {
    if (!catalogue.contains(key.name())) {
      throw new IllegalStateException(key.name() + " is not in this service's catalogue");
    }
    String text = environment.getOrDefault(key.name(), "");
    if (text.isEmpty()) {
      return key.defaultValue();
    }
    try {
      return key.type().parse(text);
    } catch (IllegalArgumentException e) {
      problems.add(key.name() + " " + e.getMessage() + ", was '" + shown(key, text) + "'");
      return key.defaultValue();
    }
  }

  /** Notes a problem that no single key's type can see. */
  public void problem(String sentence) {
    problems.add(sentence);
  }

  private <C> C assemble(Function<ConfigReader, C> assembly) {
    @Nullable C configuration = null;
    try {
      configuration = assembly.apply(this);
    } catch (IllegalArgumentException e) {
      problems.add(String.valueOf(e.getMessage()));
    }
    noteUnknownKeys();
    if (configuration == null || !problems.isEmpty()) {
      throw new ConfigurationException(List.copyOf(problems));
    }
    return configuration;
  }

  private void noteUnknownKeys() {
    for (String variable : new TreeMap<>(environment).keySet()) {
      if (catalogue.owns(variable) && !catalogue.contains(variable)) {
        problems.add(
            variable
                + " is not a known key"
                + catalogue
                    .closest(variable)
                    .map(name -> "; did you mean " + name + "?")
                    .orElse("; the README lists the keys"));
      }
    }
  }

  private String effective() {
    List<String> pairs = new ArrayList<>();
    for (ConfigKey<?> key : catalogue.keys()) {
      String text = environment.getOrDefault(key.name(), "");
      pairs.add(key.name() + "=" + (text.isEmpty() ? key.defaultText() : shown(key, text)));
    }
    return String.join(" ", pairs);
  }

  private static String shown(ConfigKey<?> key, String text) {
    return key.secret() ? MASK : CREDENTIALS_IN_URL.matcher(text).replaceAll(MASK);
  }
}
