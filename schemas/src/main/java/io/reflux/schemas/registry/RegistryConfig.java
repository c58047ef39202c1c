package io.reflux.schemas.registry;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How to reach the schema registry, under Confluent's option names.
 *
 * @param urls base addresses, tried in turn; one {@code mock://scope} for a registry in memory
 * @param autoRegister whether unknown schemas are registered on the first write
 * @param clientOptions options handed to Confluent's client as they are
 */
record RegistryConfig(List<String> urls, boolean autoRegister, Map<String, String> clientOptions) {

  static final String URL = "schema.registry.url";
  static final String AUTO_REGISTER = "auto.register.schemas";

  private static final List<String> CLIENT_PREFIXES =
      List.of("schema.registry.", "basic.auth.", "bearer.auth.", "http.", "proxy.");
  private static final Map<String, String> CLIENT_DEFAULTS =
      Map.of("http.connect.timeout.ms", "5000", "http.read.timeout.ms", "10000");

  RegistryConfig {
    urls = List.copyOf(urls);
    clientOptions = Map.copyOf(clientOptions);
    if (urls.isEmpty()) {
      throw new IllegalArgumentException(
          URL + " must name the schema registry, such as http://localhost:8081, was empty");
    }
    for (String url : urls) {
      if (!url.startsWith("http://") && !url.startsWith("https://") && !url.startsWith("mock://")) {
        throw new IllegalArgumentException(
            "%s must start with http://, https:// or mock://, was '%s'"
                .formatted(URL, withoutCredentials(url)));
      }
    }
    if (urls.size() > 1 && urls.stream().anyMatch(url -> url.startsWith("mock://"))) {
      throw new IllegalArgumentException(URL + " must name a mock registry alone, not in a list");
    }
  }

  static RegistryConfig from(Map<String, ?> config) {
    Object url = config.get(URL);
    List<String> urls =
        Arrays.stream((url == null ? "" : url.toString()).split(",", -1))
            .map(String::strip)
            .filter(part -> !part.isEmpty())
            .toList();
    Map<String, String> options = new LinkedHashMap<>(CLIENT_DEFAULTS);
    config.forEach(
        (key, value) -> {
          if (value != null && CLIENT_PREFIXES.stream().anyMatch(key::startsWith)) {
            options.put(key, value.toString());
          }
        });
    return new RegistryConfig(urls, flag(config), options);
  }

  /** The addresses for messages: without user names and passwords. */
  String location() {
    return urls.stream().map(RegistryConfig::withoutCredentials).collect(Collectors.joining(", "));
  }

  private static boolean flag(Map<String, ?> config) {
    Object value = config.get(AUTO_REGISTER);
    if (value == null) {
      return true;
    }
    return switch (value.toString().strip().toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default ->
          throw new IllegalArgumentException(
              "%s must be true or false, was '%s'".formatted(AUTO_REGISTER, value));
    };
  }

  private static String withoutCredentials(String url) {
    return url.replaceFirst("(?<=://)[^/]*@", "");
  }
}
