/**
 * What the command line says to a cluster and hears from it: a request goes out on one topic, plan,
 * progress, scores and report come in on others. It takes no part in consumer groups and leaves no
 * trace but the request. Read {@link io.reflux.standalone.cluster.ExperimentWatch} first.
 */
@NullMarked
package io.reflux.standalone.cluster;

import org.jspecify.annotations.NullMarked;
