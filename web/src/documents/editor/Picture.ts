import { mergeAttributes } from '@tiptap/core'
import Image from '@tiptap/extension-image'

/** Pictures of our own origin or within the text itself: no reader's browser asks anybody else for one. */
export function ownPicture(src: unknown): src is string {
  if (typeof src !== 'string') return false
  return /^data:image\/(png|jpeg|webp|gif);base64,/i.test(src) || /^\/(?!\/)/.test(src)
}

export const Picture = Image.extend({
  addInputRules() {
    return []
  },
  parseHTML() {
    return [{ tag: 'img[src]', getAttrs: (element) => (ownPicture(element.getAttribute('src')) ? null : false) }]
  },
  renderHTML({ HTMLAttributes: { src, alt, ...rest } }) {
    // What another program has put here is named, not fetched.
    if (!ownPicture(src)) return ['p', { class: 'no-picture' }, String(alt ?? '')]
    return ['img', mergeAttributes(rest, { src, alt: alt ?? '' })]
  },
})
