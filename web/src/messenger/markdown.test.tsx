import { render } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { Markdown } from './markdown'

function html(text: string): string {
  return render(<Markdown text={text} me="me" />).container.innerHTML
}

describe('markdown', () => {
  it('shows HTML as the text it is', () => {
    const { container } = render(<Markdown text={'<img src=x onerror=alert(1)> <script>alert(1)</script>'} me="me" />)
    expect(container.querySelector('img, script')).toBeNull()
    expect(container.textContent).toContain('<img src=x onerror=alert(1)>')
  })

  it.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    'file:///etc/passwd',
    '//evil.example/x',
    '/api/sign-out',
  ])('makes no link of %s', (url) => {
    const { container } = render(<Markdown text={`[hier](${url})`} me="me" />)
    expect(container.querySelector('a')).toBeNull()
    expect(container.textContent).toContain('hier')
  })

  it('never loads a picture', () => {
    expect(html('![Plan](https://bilder.example/plan.png)')).toBe('<div class="md"><p>Plan</p></div>')
  })

  it('opens safe links without handing over the window', () => {
    const { container } = render(<Markdown text={'[Amt](https://amt.example/a) und https://amt.example/b.'} me="me" />)
    const links = [...container.querySelectorAll('a')]
    expect(links.map((link) => link.getAttribute('href'))).toEqual(['https://amt.example/a', 'https://amt.example/b'])
    for (const link of links) expect(link.rel).toContain('noopener')
  })

  it.each(['/dokumente/d1?thread=t1', `${location.origin}/dokumente/d1?thread=t1`])(
    '%s leads to a screen of ours in this window',
    (url) => {
      const { container } = render(<Markdown text={`[Plan](${url})`} me="me" />)
      const link = container.querySelector('a')
      expect(link?.getAttribute('href')).toBe('/dokumente/d1?thread=t1')
      expect(link?.hasAttribute('target')).toBe(false)
    },
  )

  it('marks people who are mentioned', () => {
    expect(html('[@Sevda Kaya](person:p1) und [@Ich](person:me)')).toBe(
      '<div class="md"><p><mark>@Sevda Kaya</mark> und <mark class="me">@Ich</mark></p></div>',
    )
  })

  it('keeps line breaks, lists and emphasis', () => {
    expect(html('eins\nzwei')).toBe('<div class="md"><p>eins<br>zwei</p></div>')
    expect(html('- a\n- **b**')).toContain('<ul><li><p>a</p></li><li><p><strong>b</strong></p></li></ul>')
  })
})
