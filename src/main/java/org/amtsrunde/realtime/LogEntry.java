package org.amtsrunde.realtime;

import org.jspecify.annotations.Nullable;

/**
 * One entry of a channel log.
 *
 * @param offset dense number, 1 for the first
 * @param data JSON as UTF-8; of an erased entry {@code {"type":"erased"}}
 * @param info JSON client info of the publisher, where a client published itself
 * @param directive what the engine does when it delivers the entry
 */
public record LogEntry(long offset, byte[] data, byte @Nullable [] info, @Nullable Directive directive) {}
