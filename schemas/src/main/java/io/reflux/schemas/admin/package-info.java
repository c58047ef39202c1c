/**
 * Brings the topics of a Kafka cluster in line with the catalogue: creates what is missing and
 * refuses what differs, because a topic with other partitions or another retention breaks the
 * system later and silently. {@link io.reflux.schemas.admin.TopicAdmin} is the class to read first.
 */
@NullMarked
package io.reflux.schemas.admin;

import org.jspecify.annotations.NullMarked;
