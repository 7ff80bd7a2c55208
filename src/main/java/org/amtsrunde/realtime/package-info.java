/**
 * The engine: channel logs, subscriptions and the wire. Knows no capability.
 *
 * <p>Read in this order: {@link org.amtsrunde.realtime.ChannelLog} is where a message becomes durable; {@link
 * org.amtsrunde.realtime.ChannelTail} follows one log on this node and closes gaps; {@link org.amtsrunde.realtime.Hub} hands
 * entries to the sockets of one event loop; {@link org.amtsrunde.realtime.Connection} is one client; {@link
 * org.amtsrunde.realtime.ChannelPolicy} and {@link org.amtsrunde.realtime.RpcMethods} are what a capability offers.
 */
@org.jspecify.annotations.NullMarked
package org.amtsrunde.realtime;
