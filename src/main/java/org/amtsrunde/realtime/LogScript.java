package org.amtsrunde.realtime;

import org.amtsrunde.redis.Script;

/**
 * A script that appends to a channel log and, in the same atomic step, checks and changes what belongs to the channel. Its
 * file follows the prelude {@code log.lua}, which says what it may call and what it returns.
 */
public record LogScript(Script script) {
  /** @param file name of the Lua file beside {@code owner} */
  public static LogScript load(Class<?> owner, String file) {
    return new LogScript(Script.load(owner, "/org/amtsrunde/realtime/log.lua", file));
  }
}
