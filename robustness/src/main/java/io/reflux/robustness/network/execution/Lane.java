package io.reflux.robustness.network.execution;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The off-heap memory that one running chunk uses: the programs of the most recently used network
 * structures. Held by one thread at a time.
 */
final class Lane implements AutoCloseable {

  /** A teacher and its student share a structure; one more is for a second experiment. */
  private static final int MOST_PROGRAMS = 3;

  /** A program's structure and kind. */
  record Key(NetworkStructure structure, boolean training) {}

  private final int rows;
  private final Map<Key, Program> programs = new LinkedHashMap<>(8, 0.75f, true);

  Lane(int rows) {
    this.rows = rows;
  }

  Program program(Key key) {
    Program known = programs.get(key);
    if (known != null) {
      return known;
    }
    if (programs.size() == MOST_PROGRAMS) {
      closeEldest();
    }
    Program built = ProgramBuilder.build(key.structure(), rows, key.training());
    programs.put(key, built);
    return built;
  }

  private void closeEldest() {
    Iterator<Program> eldestFirst = programs.values().iterator();
    eldestFirst.next().close();
    eldestFirst.remove();
  }

  @Override
  public void close() {
    programs.values().forEach(Program::close);
    programs.clear();
  }
}
