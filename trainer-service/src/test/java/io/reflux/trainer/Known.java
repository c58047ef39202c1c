package io.reflux.trainer;

import io.reflux.runtime.planning.LatestValues;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** What a topic holds, without a broker. */
record Known<V>(Map<String, V> byKey) implements LatestValues<V> {

  @Override
  public void awaitCaughtUp() {}

  @Override
  public Optional<V> find(String key) {
    return Optional.ofNullable(byKey.get(key));
  }

  @Override
  public Collection<V> values() {
    return byKey.values();
  }
}
