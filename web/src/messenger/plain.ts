/** A message as one line of plain words, for announcements, quotes and lists. */
export function plainText(markdown: string): string {
  return markdown
    .replace(/```[^\n]*\n?/g, '')
    .replace(/!?\[((?:\\.|[^\]\\])*)\]\([^)\s]*\)/g, '$1')
    .replace(/\\([\\`*_{}[\]()#+\-.!@~|<>])/g, '$1')
    .replace(/^\s{0,3}(?:>|#{1,6}|[-*+]|\d+[.)])\s+/gm, '')
    .replace(/(\*\*|__|~~|`)/g, '')
    .replace(/\s+/g, ' ')
    .trim()
}
