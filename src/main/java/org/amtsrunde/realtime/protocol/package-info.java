/**
 * The Centrifuge client protocol v2 in JSON and in Protobuf ({@link org.amtsrunde.realtime.protocol.Codec}): bytes to {@link
 * org.amtsrunde.realtime.protocol.Command} and answers to bytes.
 * Written from the published description (github.com/centrifugal/protocol, definitions/client.proto). Pure: no sockets, no
 * clock.
 */
@org.jspecify.annotations.NullMarked
package org.amtsrunde.realtime.protocol;
