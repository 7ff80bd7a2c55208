package org.amtsrunde.realtime;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a log and where the log ended at that moment.
 *
 * @param head end of the log; null if nothing was ever written to it
 * @param entries in the order asked for; erased ones among them, so that the numbers are dense
 * @param complete false when entries that were asked for are no longer kept, or there were more than the limit
 */
public record LogPage(@Nullable Position head, List<LogEntry> entries, boolean complete) {}
