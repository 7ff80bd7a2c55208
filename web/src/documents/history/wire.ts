import { api } from '../../app/api'
import type { XmlNode } from './page'

/** The records of history and suggestions in src/docs/protocol.md, as they come over the wire. */

export interface Version {
  id: string
  at: string
  kind: 'named' | 'automatic' | 'before-restore'
  label?: string | null
  /** Who named or restored it. */
  byId?: string | null
  /** Who has written since the version before. */
  writers: string[]
  bytes: number
}

export interface Run {
  text: string
  change: 'same' | 'inserted' | 'deleted'
  byId?: string | null
}

/** One block of a page in which two states of a document are told apart. */
export interface Block {
  type:
    | 'paragraph'
    | 'heading'
    | 'list-item'
    | 'task-item'
    | 'quote'
    | 'code'
    | 'table-row'
    | 'image'
    | 'rule'
    | 'other'
  level?: number
  checked?: boolean
  change: 'same' | 'inserted' | 'deleted' | 'changed'
  runs: Run[]
}

const path = (id: string, ...rest: string[]) =>
  ['/documents', encodeURIComponent(id), 'versions', ...rest.map(encodeURIComponent)].join('/')

export async function listVersions(id: string): Promise<Version[]> {
  const { versions } = await api<{ versions: Version[] }>('GET', path(id))
  return versions
}

/** Keeps the present under a name. */
export function nameVersion(id: string, label: string): Promise<Version> {
  return api<Version>('POST', path(id), { label })
}

export function renameVersion(id: string, versionId: string, label: string): Promise<Version> {
  return api<Version>('POST', path(id, versionId), { label })
}

export function deleteVersion(id: string, versionId: string): Promise<void> {
  return api('DELETE', path(id, versionId))
}

/** The page of a version. */
export async function readVersion(id: string, versionId: string): Promise<XmlNode[]> {
  const { content } = await api<{ content: { default?: { children?: XmlNode[] } } }>('GET', path(id, versionId))
  return content.default?.children ?? []
}

/** What has changed from a version to the present. */
export async function readChanges(id: string, versionId: string): Promise<Block[]> {
  const { blocks } = await api<{ blocks: Block[] }>('GET', `${path(id, versionId, 'changes')}?to=now`)
  return blocks
}

/** Brings the text of a version back, as new edits of this person. */
export function restoreVersion(id: string, versionId: string): Promise<void> {
  return api('POST', path(id, versionId, 'restore'))
}
