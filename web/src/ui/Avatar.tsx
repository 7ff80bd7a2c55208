import type { Presence } from '../realtime/wire'

const TONES = 5

/** Initials on a colour that stays with the person. Decoration only: the name always stands beside it. */
export function Avatar(props: { id: string; name: string; small?: boolean; presence?: Presence }) {
  const { id, name, small, presence } = props
  return (
    <span className={`av c${toneOf(id)}${small ? ' s' : ''}`} aria-hidden="true">
      {initials(name)}
      {presence && <i className={`dot ${presence.state}`} />}
    </span>
  )
}

function initials(name: string): string {
  const words = name.trim().split(/\s+/)
  const first = words[0]?.[0] ?? '?'
  const last = words.length > 1 ? (words.at(-1)?.[0] ?? '') : ''
  return (first + last).toUpperCase()
}

/** Which of the colours stays with a person: 1 to 5. */
export function toneOf(id: string): number {
  let sum = 0
  for (const letter of id) sum = (sum * 31 + letter.charCodeAt(0)) >>> 0
  return (sum % TONES) + 1
}
