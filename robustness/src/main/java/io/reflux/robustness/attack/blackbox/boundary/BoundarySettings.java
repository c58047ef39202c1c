package io.reflux.robustness.attack.blackbox.boundary;

/**
 * What a walk along the boundary is told.
 *
 * @param queries the most images a row may ask about
 * @param startTries how many random images are tried as a start
 * @param gradientQueries how many images the first estimate of a direction asks about
 * @param budget the largest L2 distance that is of use, may be infinite
 * @param seed of the random numbers
 */
record BoundarySettings(
    int queries, int startTries, int gradientQueries, double budget, long seed) {}
