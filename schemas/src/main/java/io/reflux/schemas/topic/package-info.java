/**
 * The topic catalogue: every topic with its name, key, value, partitions and retention. {@link
 * io.reflux.schemas.topic.Topics} is the only place where a topic name is written and the class to
 * read first. The records {@code AttackKey}, {@code OutcomeKey}, {@code ScoreKey} and {@code
 * SoftLabelKey} are the keys that have more than one part.
 */
@NullMarked
package io.reflux.schemas.topic;

import org.jspecify.annotations.NullMarked;
