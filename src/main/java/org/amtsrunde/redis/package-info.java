/**
 * The door to the store. Read in this order: {@link org.amtsrunde.redis.Keys} names every key, {@link
 * org.amtsrunde.redis.Script} is one atomic change, {@link org.amtsrunde.redis.RedisStore} sends commands over one pipelined
 * connection per event loop ({@link org.amtsrunde.redis.RedisLink}), {@link org.amtsrunde.redis.RedisProcess} is the embedded
 * server.
 */
@org.jspecify.annotations.NullMarked
package org.amtsrunde.redis;
