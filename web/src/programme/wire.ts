import { api } from '../app/api'

/** Which programme, in which version. */
export interface ProgrammeName {
  id: string
  version: number
}

export interface Programme extends ProgrammeName {
  title: string
  weeks: { number: number; title: string; goal: string }[]
}

export interface Step {
  type:
    | 'arrive'
    | 'round'
    | 'review'
    | 'impulse'
    | 'write'
    | 'cluster'
    | 'vote'
    | 'discuss'
    | 'case'
    | 'pairs'
    | 'brief'
    | 'commit'
  title: string
  minutes: number
  text: string
  /** Of `write`: nobody learns who wrote what. */
  anonymous?: boolean
  /** Of `vote`: how many dots each person has. */
  votes?: number
}

export interface Material {
  title: string
  kind: 'checklist' | 'guide' | 'template'
  html: string
}

/** A week; what is called `html`, and the introduction, is HTML that the server has made and holds to be harmless. */
export interface Week {
  programme: ProgrammeName & { title: string; weeks: number }
  number: number
  title: string
  goal: string
  introduction: string
  steps: Step[]
  /** The last week has none. */
  task?: { title: string; minutes: number; text: string }
  poster: { id: string; title: string; hint: string }[]
  materials: Material[]
}

/** @param version the newest where nothing is said */
export function programme(id: string, version?: string | number): Promise<Programme> {
  return api<Programme>('GET', `/programmes/${encodeURIComponent(id)}${query(version)}`)
}

export function week(id: string, number: string, version?: string): Promise<Week> {
  return api<Week>('GET', `/programmes/${encodeURIComponent(id)}/weeks/${encodeURIComponent(number)}${query(version)}`)
}

function query(version: string | number | undefined): string {
  return version === undefined ? '' : `?version=${encodeURIComponent(version)}`
}
