import type { Block } from './wire'

/** Pure rules for showing differences. */

/** Shorter stretches without a change are not worth folding. */
const FOLD_FROM = 4

/** Without empty lines, which nobody sees, nor empty runs. */
export function visible(blocks: readonly Block[]): Block[] {
  return blocks
    .map((block) => ({ ...block, runs: block.runs.filter(({ text }) => text !== '') }))
    .filter(({ type, runs }) => runs.some(({ text }) => text.trim() !== '') || type === 'image' || type === 'rule')
}

/** The page as it was: without what has come since, and with what has gone. */
export function asItWas(blocks: readonly Block[]): Block[] {
  return visible(
    blocks
      .filter(({ change }) => change !== 'inserted')
      .map((block) => ({
        ...block,
        change: 'same',
        runs: block.runs.filter(({ change }) => change !== 'inserted').map(({ text }) => ({ text, change: 'same' })),
      })),
  )
}

/** Blocks that follow each other: one place where something has changed, or a stretch where nothing has. */
export interface Stretch {
  /** Which place this is, from 0 on; null where nothing has changed. */
  place: number | null
  blocks: Block[]
  /** Not shown unless asked for. */
  folded: boolean
}

/** The page in stretches; of long ones without a change only the first and the last block is left beside a place. */
export function stretchesOf(blocks: readonly Block[]): Stretch[] {
  const stretches: Stretch[] = []
  let places = 0
  for (const block of blocks) {
    const last = stretches.at(-1)
    const same = block.change === 'same'
    if (last && (last.place === null) === same) last.blocks.push(block)
    else stretches.push({ place: same ? null : places++, blocks: [block], folded: false })
  }
  if (places === 0) return stretches
  return stretches.flatMap((stretch, index) => {
    if (stretch.place !== null) return [stretch]
    const before = index === 0 ? 0 : 1
    const after = index === stretches.length - 1 ? 0 : 1
    const middle = stretch.blocks.length - before - after
    if (middle < FOLD_FROM) return [stretch]
    return [
      { ...stretch, blocks: stretch.blocks.slice(0, before) },
      { ...stretch, blocks: stretch.blocks.slice(before, before + middle), folded: true },
      { ...stretch, blocks: stretch.blocks.slice(before + middle) },
    ].filter((part) => part.blocks.length > 0)
  })
}

export function countPlaces(stretches: readonly Stretch[]): number {
  return stretches.filter(({ place }) => place !== null).length
}

/** Who has changed something in these blocks, each once, in the order of the page. */
export function writersIn(blocks: readonly Block[]): string[] {
  return [...new Set(blocks.flatMap(({ runs }) => runs.flatMap(({ byId }) => byId ?? [])))]
}

/** Nothing was written or struck in it: another level of a heading, a task that is done now. */
export function changedInForm({ change, runs }: Block): boolean {
  return change === 'changed' && runs.every((run) => run.change === 'same')
}

/** Neighbours that belong into one list stand together, everything else alone. */
export function inLists(blocks: readonly Block[]): Block[][] {
  const groups: Block[][] = []
  for (const block of blocks) {
    const last = groups.at(-1)
    if (isItem(block) && last?.[0] && isItem(last[0])) last.push(block)
    else groups.push([block])
  }
  return groups
}

export function isItem({ type }: Block): boolean {
  return type === 'list-item' || type === 'task-item'
}
