package io.reflux.standalone.cluster;

/**
 * One record of a feed.
 *
 * @param topic the name of its topic
 * @param key its key
 * @param value an instance of the topic's value class
 */
public record FeedRecord(String topic, String key, Object value) {}
