/**
 * What the planners share. A planner is a Kafka Streams topology that turns events into jobs: it
 * keeps the plans of experiments in a {@link io.reflux.runtime.planning.PlanBook} and what became
 * of each job in a {@link io.reflux.runtime.planning.JobLedger}, so that the same work is queued
 * once however often it is asked for. {@link io.reflux.runtime.planning.PlannerTopology} builds one
 * from topics of the catalogue. {@link io.reflux.runtime.planning.LivePlans} is the other side: it
 * tells workers which work is still wanted.
 */
@NullMarked
package io.reflux.runtime.planning;

import org.jspecify.annotations.NullMarked;
