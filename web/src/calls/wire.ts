/** The records of calls in src/docs/protocol.md, as they come over the wire. */

export interface Participant {
  id: string
  personId: string
  /** Without a connection to the server at the moment; may come back. */
  here: boolean
  muted: boolean
  camera: boolean
  /** Types what others say, for those who read along. */
  captions: boolean
  handAt?: string
}

/** The newest attempt of two participants to connect; what belongs to another `connectionId` is void. */
export interface CallLink {
  between: [string, string]
  attempt: number
  connectionId: string
  offererId: string
}

/** On the device of `byId`; all who are here have agreed while it is `on`. */
export interface Recording {
  id: string
  byId: string
  on: boolean
  since?: string
  agreed: string[]
}

export interface Call {
  id: string
  beganAt: string
  /** In a mesh all see all; on a stage, with more people, all hear all and one is seen; over a media server (sfu) all see all. */
  mode: 'mesh' | 'stage' | 'sfu'
  /** Who is seen, on a stage. */
  stageId?: string
  /** Who shows their screen. */
  sharerId?: string
  participants: Participant[]
  links: CallLink[]
  recording?: Recording
}

/** `call` is missing where there is none. `rev` grows, from call to call too. */
export interface CallState {
  roomId: string
  rev: number
  call?: Call
}

export interface IceServers {
  iceServers: { urls: string[]; username: string; credential: string }[]
}

export type Joined = CallState & IceServers & { participantId: string; seat: string }
export type SignalKind = 'offer' | 'answer' | 'candidates' | 'restart'

export interface Signal {
  roomId: string
  /** Participant; or `sending` or `receiving`: the media server, by what this browser does on the connection. */
  from: string
  connectionId: string
  kind: SignalKind
  body: string
}

export interface TypedLine {
  roomId: string
  from: string
  line: number
  text: string
  done: boolean
}

export type CallMessage =
  | ({ type: 'call.state' } & CallState)
  | ({ type: 'call.signal' } & Signal)
  | ({ type: 'call.text' } & TypedLine)
  | { type: 'call.asked'; roomId: string; from: string }
  | { type: 'call.over'; roomId: string; reason: 'removed' | 'elsewhere' }

/** How many people a conversation may have for a call, which then goes from each to each. */
export const MOST_PEOPLE = 6
