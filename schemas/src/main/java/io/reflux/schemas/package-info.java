/**
 * What goes over the topics. The Avro contracts are the files under {@code src/main/avro},
 * generated into {@code io.reflux.schemas.avro}; {@link io.reflux.schemas.topic.Topics} names every
 * topic with its key, value and settings; {@code serde} and {@code registry} turn values into bytes
 * and back; {@code admin} creates the topics. Read {@link io.reflux.schemas.topic.Topics} first.
 * Nothing here knows services or how a model is trained.
 */
@NullMarked
package io.reflux.schemas;

import org.jspecify.annotations.NullMarked;
