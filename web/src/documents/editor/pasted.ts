/** What a style attribute may mean for the text; everything else of it is looks. */
const MEANINGS: [RegExp, string][] = [
  [/font-weight\s*:\s*(bold|[6-9]00)/i, 'strong'],
  [/font-style\s*:\s*italic/i, 'em'],
  [/text-decoration[^;]*line-through/i, 's'],
]

/**
 * HTML from elsewhere without its styles: our Content-Security-Policy forbids them, and each would be reported as a
 * breach. Word processors say "bold" with them, so that much is turned into elements first.
 */
export function withoutStyles(html: string): string {
  const renamed = html
    .replace(/<style[\s\S]*?<\/style\s*>/gi, '')
    .replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/\sstyle\s*=/gi, ' data-style='))
  if (!renamed.includes('data-style=')) return renamed
  const { body } = new DOMParser().parseFromString(renamed, 'text/html')
  for (const element of body.querySelectorAll('[data-style]')) {
    const style = element.getAttribute('data-style') ?? ''
    element.removeAttribute('data-style')
    // Around everything that one large word processor on the web copies.
    if (element.matches('b') && /font-weight\s*:\s*(normal|400)/i.test(style)) {
      element.replaceWith(...element.childNodes)
    } else if (element.matches('span')) {
      for (const [pattern, name] of MEANINGS) if (pattern.test(style)) wrapInside(element, name)
    }
  }
  return body.innerHTML
}

function wrapInside(element: Element, name: string): void {
  const wrapper = element.ownerDocument.createElement(name)
  wrapper.append(...element.childNodes)
  element.append(wrapper)
}
