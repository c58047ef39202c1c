/** Records as JSON, for whoever shows or files them: {@link io.reflux.pipeline.json.RecordJson}. */
@NullMarked
package io.reflux.pipeline.json;

import org.jspecify.annotations.NullMarked;
