/** What is being done about one connection, from nothing to the last resort. */
export type Rung = 'connecting' | 'connected' | 'waiting' | 'restarting' | 'renewing' | 'relay' | 'lost'

export interface Ladder {
  rung: Rung
  /** Attempts that failed since the last time it stood. */
  failures: number
  /** When something has to happen (ms), if nothing comes before. */
  deadline: number | null
}

/** `network` means: this device is on another network, or back on one. */
export type LadderEvent = 'connected' | 'disconnected' | 'failed' | 'network' | 'time'
/** Ask for new paths, begin a new connection, or begin one that goes over the relay only. */
export type Act = 'restart' | 'renew' | 'relay'

export const PATIENCE_MS = {
  disconnected: 3_000,
  connecting: 8_000,
  restarting: 8_000,
  lost: 15_000,
  unreachable: 1_000,
}

export function beginning(now: number): Ladder {
  return { rung: 'connecting', failures: 0, deadline: now + PATIENCE_MS.connecting }
}

/** The same for a new attempt, whichever of the two began it: it has its whole time, and is not cut short by what was left of the last. */
export function anew(ladder: Ladder, now: number): Ladder {
  return { ...ladder, deadline: Math.max(ladder.deadline ?? 0, now + PATIENCE_MS.connecting) }
}

/**
 * The next step for one connection. Pure: whoever calls it does what `act` says.
 *
 * @param reachable whether the other one can be spoken to by way of the server; nothing is begun while not
 */
export function climb(
  ladder: Ladder,
  event: LadderEvent,
  now: number,
  reachable: boolean,
): { ladder: Ladder; act?: Act } {
  switch (event) {
    case 'connected':
      return { ladder: { rung: 'connected', failures: 0, deadline: null } }
    case 'disconnected':
      if (ladder.rung !== 'connected') return { ladder }
      return { ladder: { rung: 'waiting', failures: 0, deadline: now + PATIENCE_MS.disconnected } }
    case 'network':
      return ladder.rung === 'connected' || ladder.rung === 'waiting'
        ? further({ ...ladder, failures: 0 }, now, reachable)
        : { ladder }
    case 'failed':
      return further(ladder, now, reachable)
    case 'time':
      if (ladder.deadline === null || now < ladder.deadline) return { ladder }
      return further(ladder, now, reachable)
  }
}

function further(ladder: Ladder, now: number, reachable: boolean): { ladder: Ladder; act?: Act } {
  if (!reachable) {
    const rung = ladder.rung === 'connected' ? 'waiting' : ladder.rung
    return { ladder: { ...ladder, rung, deadline: now + PATIENCE_MS.unreachable } }
  }
  const failures = ladder.failures + 1
  if (failures === 1) {
    return { ladder: { rung: 'restarting', failures, deadline: now + PATIENCE_MS.restarting }, act: 'restart' }
  }
  if (failures === 2) {
    return { ladder: { rung: 'renewing', failures, deadline: now + PATIENCE_MS.connecting }, act: 'renew' }
  }
  if (failures === 3) {
    return { ladder: { rung: 'relay', failures, deadline: now + PATIENCE_MS.connecting }, act: 'relay' }
  }
  // Not every network has a way to the relay: from here on it is tried with and without.
  const act = failures % 2 === 0 ? 'renew' : 'relay'
  return { ladder: { rung: 'lost', failures, deadline: now + PATIENCE_MS.lost }, act }
}
