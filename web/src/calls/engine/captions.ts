import type { TextLine } from './texts'

const LINES = 2

/** The newest captions, of which the last is still being written. */
export function shownCaptions(texts: readonly TextLine[]): TextLine[] {
  return texts.filter(({ caption, text }) => caption && text.trim() !== '').slice(-LINES)
}
