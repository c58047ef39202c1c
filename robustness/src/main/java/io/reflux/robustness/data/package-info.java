/**
 * Labelled images and where they come from. A {@link io.reflux.robustness.data.DatasetSpec} says
 * which images are meant, a {@link io.reflux.robustness.data.DatasetCatalog} finds them on disk, in
 * the jar or at their public home and checks that they are the ones, and an {@link
 * io.reflux.robustness.data.ImageDataset} holds them. Read {@code DatasetSpec} first.
 */
@NullMarked
package io.reflux.robustness.data;

import org.jspecify.annotations.NullMarked;
