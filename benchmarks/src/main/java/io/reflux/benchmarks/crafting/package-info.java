/**
 * How fast adversarial samples are crafted: {@link io.reflux.benchmarks.crafting.ShardSizes}
 * compares ways to cut an attack into jobs, {@link io.reflux.benchmarks.crafting.Processes}
 * measures attacker processes over a real broker. Both attack the {@link
 * io.reflux.benchmarks.crafting.Victim}.
 */
@NullMarked
package io.reflux.benchmarks.crafting;

import org.jspecify.annotations.NullMarked;
