import { describe, expect, it } from 'vitest'
import { pageFrom } from './page'

describe('a page as the server tells it', () => {
  it('is read with its formats, attributes and nesting', () => {
    const text = {
      delta: [{ insert: 'Drei ' }, { insert: 'Beiträge', attributes: { bold: {}, 'link--x': { href: '/a' } } }],
    }
    const page = pageFrom([
      { name: 'heading', attributes: { level: 2 }, children: [text] },
      { name: 'bulletList', attributes: {}, children: [{ name: 'listItem', attributes: {}, children: [] }] },
      { name: 'paragraph', attributes: {}, children: [{ delta: [{ insert: '' }, { insert: {} }] }] },
    ])
    expect(page.content).toEqual([
      {
        type: 'heading',
        attrs: { level: 2 },
        content: [
          { type: 'text', text: 'Drei ', marks: [] },
          {
            type: 'text',
            text: 'Beiträge',
            marks: [
              { type: 'bold', attrs: {} },
              { type: 'link', attrs: { href: '/a' } },
            ],
          },
        ],
      },
      { type: 'bulletList', attrs: {}, content: [{ type: 'listItem', attrs: {}, content: [] }] },
      { type: 'paragraph', attrs: {}, content: [] },
    ])
  })

  it('is one empty line where there is nothing', () => {
    expect(pageFrom([])).toEqual({ type: 'doc', content: [{ type: 'paragraph' }] })
  })
})
