/**
 * Amtsrunde: a real-time collaboration server. The way of one message:
 *
 * <pre>
 * browser ─ws─► http.EdgeVerticle ─► realtime.Connection ─► realtime.protocol (bytes → Command, one switch)
 *    ▲                                                          │ rpc "room.post"
 *    │                                            messenger.RoomHandler
 *    │                                            messenger.RoomRules                            pure
 *    │                                            realtime.ChannelLog.append ─► log.lua: dedupe · offset · XADD · derived
 *    │   reply (durable: the store has fsynced) ◄───────────────┤            → (offset, nodes that serve this channel)
 *    │                                            realtime.Engine.ring ─► cluster.NodeBus        may be lost
 *    └─ws─ realtime.Outbox ◄ realtime.Hub (per loop) ◄ realtime.ChannelTail (gap? read) ◄ cluster.NodeBus ◄┘
 * </pre>
 *
 * <p>Read in this order: {@link org.amtsrunde.Main}, {@link org.amtsrunde.Server} (everything is wired there, in the order of the
 * picture), {@link org.amtsrunde.Spine}, then {@code realtime}, then a capability such as {@code messenger}.
 */
@org.jspecify.annotations.NullMarked
package org.amtsrunde;
