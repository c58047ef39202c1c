package io.reflux.robustness.provenance;

/**
 * Names that are made of what they name: a prefix and the first 32 hexadecimal characters (128
 * bits) of the SHA-256 of a specification's canonical JSON. Whoever asks for the same work gets the
 * same name.
 */
public final class Identity {

  private static final int HEX_CHARACTERS = 32;

  private Identity() {}

  /** The identity of a model: {@code m-} and the digest of its canonical specification. */
  public static String ofModel(String canonicalJson) {
    return of("m-", canonicalJson);
  }

  /** The identity of an attack: {@code a-} and the digest of its canonical specification. */
  public static String ofAttack(String canonicalJson) {
    return of("a-", canonicalJson);
  }

  /** The identity of an experiment: {@code e-} and the digest of its canonical specification. */
  public static String ofExperiment(String canonicalJson) {
    return of("e-", canonicalJson);
  }

  private static String of(String prefix, String canonicalJson) {
    return prefix + Digests.sha256(canonicalJson).substring(0, HEX_CHARACTERS);
  }
}
