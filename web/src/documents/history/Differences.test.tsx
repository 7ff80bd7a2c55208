import { fireEvent, render } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { Words } from '../../i18n'
import { Differences } from './Differences'
import type { Block } from './wire'

const NAMES: Record<string, string> = { p1: 'Jonas Brandl', p2: 'Sevda Kaya' }

function show(blocks: Block[]): HTMLElement {
  return render(
    <Words>
      <Differences blocks={blocks} nameOf={(id) => NAMES[id] ?? 'jemand'} />
    </Words>,
  ).container
}
const paragraph = (text: string): Block => ({ type: 'paragraph', change: 'same', runs: [{ text, change: 'same' }] })

describe('differences', () => {
  it('are told by lines and words, and by whom', () => {
    const page = show([
      {
        type: 'paragraph',
        change: 'changed',
        runs: [
          { text: 'Drei', change: 'deleted', byId: 'p1' },
          { text: 'Zwei', change: 'inserted', byId: 'p2' },
          { text: ' Beiträge', change: 'same' },
          { text: ' neu', change: 'inserted' },
        ],
      },
    ])
    expect(page.querySelector('del')?.textContent).toBe('gestrichen von Jonas Brandl: Drei (Ende)')
    expect(page.querySelector('ins')?.textContent).toBe('ergänzt von Sevda Kaya: Zwei (Ende)')
    expect(page.querySelector('ins')?.title).toBe('Sevda Kaya')
    expect(page.querySelectorAll('ins')[1]?.textContent).toBe('ergänzt:  neu (Ende)')
    expect(page.querySelector('.place-who')?.textContent).toBe('Jonas Brandl, Sevda Kaya')
  })

  it('keep the kind of every block', () => {
    const run = (text: string, change: 'same' | 'inserted' = 'same') => [{ text, change }]
    const page = show([
      { type: 'heading', level: 1, change: 'same', runs: run('Titel') },
      { type: 'list-item', change: 'same', runs: run('eins') },
      { type: 'task-item', checked: true, change: 'same', runs: run('zwei') },
      { type: 'image', change: 'inserted', runs: run('Bauhof', 'inserted') },
      { type: 'quote', change: 'same', runs: run('Zitat') },
      { type: 'code', change: 'same', runs: run('<b>') },
      { type: 'rule', change: 'same', runs: [] },
      { type: 'other', change: 'same', runs: run('Sonstiges') },
    ])
    expect(page.querySelector('h3')?.textContent).toBe('Titel')
    expect([...page.querySelectorAll('ul > li')].map((item) => item.textContent)).toEqual(['eins', 'erledigt: zwei'])
    expect(page.querySelector('blockquote')?.textContent).toBe('Zitat')
    expect(page.querySelector('pre')?.textContent).toBe('<b>')
    expect(page.querySelectorAll('hr')).toHaveLength(1)
    expect(page.querySelector('ins')?.textContent).toContain('Bild: Bauhof')
    expect(page.textContent).toContain('Sonstiges')
  })

  it('say what changed only in form', () => {
    const runs = [{ text: 'Bildrechte', change: 'same' as const }]
    const page = show([
      { type: 'task-item', checked: true, change: 'changed', runs },
      paragraph('dazwischen'),
      { type: 'heading', level: 2, change: 'changed', runs },
    ])
    expect([...page.querySelectorAll('.form-note')].map((note) => note.textContent?.trim())).toEqual([
      'jetzt erledigt',
      'Form geändert',
    ])
    expect(page.querySelectorAll('.place')).toHaveLength(2)
  })

  it('unfold on request, and the focus goes to what has come', () => {
    const page = show([
      ...['1', '2', '3', '4', '5', '6'].map(paragraph),
      { type: 'paragraph', change: 'inserted', runs: [{ text: 'neu', change: 'inserted' }] },
    ])
    const button = page.querySelector('button')
    expect(button?.textContent).toBe('5 unveränderte Absätze')
    expect(page.textContent).not.toContain('3')
    fireEvent.click(button as HTMLButtonElement)
    expect(page.querySelector('button')).toBeNull()
    expect(document.activeElement?.textContent).toBe('12345')
  })
})
