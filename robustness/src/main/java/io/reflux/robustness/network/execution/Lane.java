package io.reflux.robustness.network.execution;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The off-heap memory that one running chunk uses: the programs of the most recently used network
 * structures. Held by one thread at a time.
 */
final class Lane implements AutoCloseable {

  /** A structure has three; two more are for a second experiment. */
  private static final int MOST_PROGRAMS = 5;

  /**
   * What a program is for.
   *
   * @param training whether dropout layers take part
   * @param rows of its chunks
   */
  record Key(NetworkStructure structure, boolean training, int rows) {

    static Key inference(NetworkStructure structure, int rows) {
      return new Key(structure, false, rows);
    }

    static Key training(NetworkStructure structure, int rows) {
      return new Key(structure, true, rows);
    }
  }

  private final Map<Key, Program> programs = new LinkedHashMap<>(8, 0.75f, true);

  Program program(Key key) {
    Program known = programs.get(key);
    if (known != null) {
      return known;
    }
    if (programs.size() == MOST_PROGRAMS) {
      closeEldest();
    }
    Program built = ProgramBuilder.build(key.structure(), key.rows(), key.training());
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
