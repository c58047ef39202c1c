package io.reflux.robustness.attack.saliency;

/**
 * The number type in which pair sums and their product are rounded. The operands are doubles in
 * both cases. A sum or product of two float32 values computed in double and then rounded to float32
 * is the float32 result, subnormal numbers included, because double carries more than twice the
 * digits; so one implementation serves both types without a difference in any bit.
 */
enum Precision {
  /** IEEE 754 binary32 with gradual underflow: products below 1.4e-45 are zero. */
  FLOAT32,
  /** IEEE 754 binary64. */
  FLOAT64;

  double round(double value) {
    return this == FLOAT32 ? (float) value : value;
  }
}
