package io.reflux.robustness.experiment;

/** What a model is in an experiment (Papernot et al. 2016, Fig. 5). */
public enum ModelRole {
  /** Trained at T = 1 on hard labels: the undefended network. */
  BASELINE,
  /** Trained at T on hard labels; its soft labels train a student. */
  TEACHER,
  /** Trained at T on its teacher's soft labels: the distilled network. */
  STUDENT,
  /** Made elsewhere; of its training nothing is known. */
  EXTERNAL
}
