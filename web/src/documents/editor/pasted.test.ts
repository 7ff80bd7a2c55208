import { expect, it } from 'vitest'
import { withoutStyles } from './pasted'

it.each([
  ['<p>Nichts zu tun</p>', '<p>Nichts zu tun</p>'],
  ['<p style="color:red">Rot</p>', '<p>Rot</p>'],
  ["<style>p{color:red}</style><p STYLE='color:red' class=x>Rot</p>", '<p class="x">Rot</p>'],
  ['<span style="font-weight:700">Fett</span>', '<span><strong>Fett</strong></span>'],
  ['<b style="font-weight:normal" id="docs"><p>Alles</p></b>', '<p>Alles</p>'],
  ['<code>&lt;p style="a"&gt;</code>', '<code>&lt;p style="a"&gt;</code>'],
])('%s', (from, to) => {
  expect(withoutStyles(from)).toBe(to)
})
