package io.reflux.robustness.attack.blackbox.boundary;

/** A part of a row's walk: it asks about images and, from the answers, says what comes next. */
interface Stage {

  /** The end of a walk. */
  Stage END =
      new Stage() {
        @Override
        public int images() {
          return 0;
        }

        @Override
        public void write(float[] images, int at) {}

        @Override
        public Stage learn(boolean[] adversarial, float[] images, int at) {
          return this;
        }
      };

  /** How many images it asks about at once; 0 at the end of the walk. */
  int images();

  /** Writes the images to ask about, one after the other. */
  void write(float[] images, int at);

  /**
   * Learns the answers.
   *
   * @param adversarial whether each image is of another class than the original
   * @param images where the images were written to
   * @param at the index of the first feature of the first one
   * @return the stage that goes on, which may be this one
   */
  Stage learn(boolean[] adversarial, float[] images, int at);
}
