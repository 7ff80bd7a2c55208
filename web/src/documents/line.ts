import type { MessageKey } from '../i18n'

/** What is known about the way between this screen and the server, for one open document. */
export interface Facts {
  /** The text is on the screen, from the copy in this browser or from the server. */
  loaded: boolean
  /** `away` once a lost connection lasts longer than a moment. */
  connection: 'connecting' | 'connected' | 'away'
  /** What the server allows; null until it has said so in this visit. */
  scope: 'write' | 'read' | null
  /** Something was written here that the server has not acknowledged yet. */
  unsaved: boolean
  /** What is written here outlives this window. */
  kept: boolean
  /** Why the document is over for this screen, or cannot take more. */
  end: 'gone' | 'tooLarge' | null
}

export const OPENING: Facts = {
  loaded: false,
  connection: 'connecting',
  scope: null,
  unsaved: false,
  kept: false,
  end: null,
}

export interface Line {
  key: MessageKey
  /** Whether it asks for attention. */
  warn: boolean
}

/** The one sentence that is true now. `frozen` is what the summary of the document says. */
export function stateLine(facts: Facts, frozen: boolean): Line {
  if (facts.end === 'gone') return calm('document.state.gone')
  if (facts.end === 'tooLarge') return warn('document.state.tooLarge')
  if (facts.connection === 'away') {
    if (!facts.loaded) return warn('document.state.awayEmpty')
    if (!facts.unsaved) return calm('document.state.away')
    return warn(facts.kept ? 'document.state.awayUnsent' : 'document.state.awayUnkept')
  }
  if (!facts.loaded) return calm('document.state.loading')
  if (facts.scope === 'read') {
    if (facts.unsaved) return warn('document.state.refused')
    return calm(frozen ? 'document.state.frozen' : 'document.state.readOnly')
  }
  if (facts.unsaved) return calm('document.state.saving')
  return calm(facts.scope === null ? 'document.state.checking' : 'document.state.saved')
}

/** What a screen reader should hear of a change; nothing for the usual coming and going of "saving". */
export function worthSaying(before: Line, after: Line): boolean {
  if (before.key === after.key) return false
  return after.warn || before.warn || SAID.has(after.key) || SAID.has(before.key)
}

const SAID = new Set<MessageKey>([
  'document.state.away',
  'document.state.frozen',
  'document.state.readOnly',
  'document.state.gone',
])

function calm(key: MessageKey): Line {
  return { key, warn: false }
}

function warn(key: MessageKey): Line {
  return { key, warn: true }
}
