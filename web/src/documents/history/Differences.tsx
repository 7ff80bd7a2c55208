import { Fragment, type ReactNode, useMemo, useRef, useState } from 'react'
import { type Translate, useT } from '../../i18n'
import { changedInForm, inLists, isItem, stretchesOf, visible, writersIn } from './blocks'
import type { Block, Run } from './wire'

interface DifferencesProps {
  blocks: readonly Block[]
  nameOf(personId: string): string
  /** The place that somebody has gone to. */
  current?: number | undefined
}

/** A page in which is marked what has come and what has gone: by lines and hidden words, and by colour besides. */
export function Differences({ blocks, nameOf, current }: DifferencesProps) {
  const t = useT()
  const stretches = useMemo(() => stretchesOf(visible(blocks)), [blocks])
  const [opened, setOpened] = useState<ReadonlySet<number>>(new Set())
  const revealed = useRef<number | null>(null)

  return (
    <div className="differences">
      {stretches.map((stretch, index) => {
        // The stretches of one comparison never move.
        const key = `${index}`
        const { place } = stretch
        if (place !== null) {
          const who = writersIn(stretch.blocks).map(nameOf).join(', ')
          return (
            <div key={key} data-place={place} className={place === current ? 'place now' : 'place'}>
              {who && (
                <p className="place-who small soft" aria-hidden="true">
                  {who}
                </p>
              )}
              <Page blocks={stretch.blocks} nameOf={nameOf} />
            </div>
          )
        }
        if (!stretch.folded || opened.has(index)) {
          const fresh = revealed.current === index
          return (
            <div
              key={key}
              tabIndex={stretch.folded ? -1 : undefined}
              className="unchanged"
              ref={(element) => {
                if (!fresh || !element) return
                revealed.current = null
                element.focus()
              }}
            >
              <Page blocks={stretch.blocks} nameOf={nameOf} />
            </div>
          )
        }
        return (
          <button
            key={key}
            type="button"
            className="fold small"
            onClick={() => {
              revealed.current = index
              setOpened(new Set([...opened, index]))
            }}
          >
            {t('history.fold', { count: stretch.blocks.length })}
          </button>
        )
      })}
    </div>
  )
}

/** Blocks as they stand on the page. */
export function Page({ blocks, nameOf }: { blocks: readonly Block[]; nameOf(personId: string): string }) {
  const t = useT()
  return (
    <>
      {inLists(blocks).map((group, index) => {
        const [first] = group
        if (!first) return null
        // biome-ignore-start lint/suspicious/noArrayIndexKey: the blocks of one page never move
        if (!isItem(first)) return <Fragment key={index}>{single(first, nameOf, t)}</Fragment>
        return (
          <ul key={index}>
            {group.map((block, item) => (
              <li key={item} className={`${block.type} d${Math.min(block.level ?? 1, 4)}`}>
                {block.type === 'task-item' && <Tick checked={block.checked ?? false} t={t} />}
                <span>{inside(block, nameOf, t)}</span>
              </li>
            ))}
          </ul>
        )
        // biome-ignore-end lint/suspicious/noArrayIndexKey: the blocks of one page never move
      })}
    </>
  )
}

type NameOf = (personId: string) => string

function single(block: Block, nameOf: NameOf, t: Translate): ReactNode {
  const text = inside(block, nameOf, t)
  switch (block.type) {
    case 'heading': {
      const Title = `h${Math.min((block.level ?? 1) + 2, 6)}` as 'h3'
      return <Title className={`h${Math.min(block.level ?? 1, 3)}`}>{text}</Title>
    }
    case 'quote':
      return <blockquote>{text}</blockquote>
    case 'code':
      return <pre>{text}</pre>
    case 'rule':
      return block.change === 'same' ? <hr /> : <p>{text}</p>
    case 'table-row':
      return <p className="table-row">{text}</p>
    default:
      return <p>{text}</p>
  }
}

function inside(block: Block, nameOf: NameOf, t: Translate): ReactNode {
  const runs = block.type === 'image' || block.type === 'rule' ? [thing(block, t)] : block.runs
  return (
    <>
      {runs.map((run, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the runs of one block never move
        <Marked key={index} run={run} nameOf={nameOf} t={t} />
      ))}
      {changedInForm(block) && (
        <span className="form-note small soft"> {t(block.type === 'task-item' ? tick(block) : 'history.form')}</span>
      )}
    </>
  )
}

/** A picture or a line, in words. */
function thing({ type, change, runs }: Block, t: Translate): Run {
  const alt = runs.map(({ text }) => text).join('')
  const words = type === 'rule' ? t('history.rule') : t('history.image', { alt: alt || '–' })
  const byId = runs.find((run) => run.byId)?.byId
  return { text: words, change: change === 'changed' ? 'same' : change, byId }
}

function tick({ checked }: Block) {
  return checked ? 'history.ticked' : 'history.unticked'
}

function Tick({ checked, t }: { checked: boolean; t: Translate }) {
  return (
    <>
      <span aria-hidden="true" className={checked ? 'tick on' : 'tick'} />
      {checked && <span className="sr">{t('history.done')} </span>}
    </>
  )
}

function Marked({ run: { text, change, byId }, nameOf, t }: { run: Run; nameOf: NameOf; t: Translate }) {
  if (change === 'same') return <>{text}</>
  const Mark = change === 'inserted' ? 'ins' : 'del'
  const name = byId ? nameOf(byId) : ''
  const words = change === 'inserted' ? 'history.inserted' : 'history.deleted'
  return (
    <Mark title={name || undefined}>
      <span className="sr">{name ? t(`${words}.by`, { name }) : t(words)} </span>
      {text}
      <span className="sr"> {t('history.end')}</span>
    </Mark>
  )
}
