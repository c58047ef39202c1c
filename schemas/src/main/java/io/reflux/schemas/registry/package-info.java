/**
 * The schema registry as the serde sees it: a schema has an id, an id has a schema. {@link
 * io.reflux.schemas.registry.SchemaRegistry} is the border and the class to read first; {@code
 * ConfluentSchemaRegistry} behind it is the only class that imports Confluent's client.
 */
@NullMarked
package io.reflux.schemas.registry;

import org.jspecify.annotations.NullMarked;
