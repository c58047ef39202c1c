/**
 * From teachers to students. {@link io.reflux.distiller.DistillerPlanner} queues a distillation
 * when a teacher is finished; {@link io.reflux.distiller.DistillerWorker} labels the training set
 * with the teacher at its temperature, publishes the soft labels, and trains the student on them;
 * {@link io.reflux.distiller.DistillerService} runs both.
 */
@NullMarked
package io.reflux.distiller;

import org.jspecify.annotations.NullMarked;
