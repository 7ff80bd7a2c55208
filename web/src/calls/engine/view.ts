import type { CallError } from '../../realtime/link'
import type { Call } from '../wire'
import type { Groups } from './groups'
import type { Rung } from './ladder'
import type { TextLine } from './texts'

export type Over = 'left' | 'elsewhere' | 'removed' | 'refused'

/** What the screen shows of one other participant. */
export interface PeerView {
  rung: Rung
  stream: MediaStream
  screen: MediaStream
}

export interface CallView {
  phase: 'testing' | 'joining' | 'in' | 'over'
  over?: Over
  /** Why joining was refused. */
  error?: CallError
  call?: Call
  /** Own participant. */
  mine?: string
  peers: Record<string, PeerView>
  /** How the connection to a media server stands on which this device sends; missing where there is none. */
  sending?: Rung
  /** Participants who speak just now; own one among them. */
  speaking: readonly string[]
  local: { muted: boolean; camera: boolean; sharing: boolean }
  /** Participant who asks for this microphone to be switched off; empty for nobody. */
  asked: string
  /** Who talks with whom; null while all are together. */
  groups: Groups
  /** Participants of other groups, who neither hear nor are heard. */
  apart: readonly string[]
  /** Whether this device has just kept a recording. */
  kept: boolean
  /** How far the own picture was reduced so that the sound stays good. */
  reduced: 'no' | 'smaller' | 'soundOnly'
  texts: readonly TextLine[]
  /** Whether this person wants to see captions. */
  reading: boolean
  safetyCode: string
}

export const BEFORE: CallView = {
  phase: 'testing',
  peers: {},
  speaking: [],
  local: { muted: false, camera: false, sharing: false },
  asked: '',
  groups: null,
  apart: [],
  kept: false,
  reduced: 'no',
  texts: [],
  reading: false,
  safetyCode: '',
}
