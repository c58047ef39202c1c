/**
 * The platform without a cluster: a single-node Kafka broker inside this process and a schema
 * registry as its child. Both are the real programs, not imitations, both listen on free loopback
 * ports only, and both keep their data in a directory that a later run can start from again. Read
 * {@link io.reflux.standalone.embedded.EmbeddedPlatform} first.
 */
@NullMarked
package io.reflux.standalone.embedded;

import org.jspecify.annotations.NullMarked;
