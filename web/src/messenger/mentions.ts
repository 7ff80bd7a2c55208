/** Somebody who can be mentioned. */
export interface Mentionable {
  id: string
  name: string
}

/** The `@…` that is being typed at the caret, or null. `query` is what stands between the @ and the caret. */
export function mentionAt(text: string, caret: number): { start: number; query: string } | null {
  const found = /(^|[\s(])@([\p{L}\p{M}.'-]*(?: [\p{L}\p{M}.'-]*)?)$/u.exec(text.slice(0, caret))
  if (!found) return null
  const query = found[2] ?? ''
  return { start: caret - query.length - 1, query }
}

/** Members whose name, or a part of it, begins with what was typed. At most 8. */
export function suggestions<T extends Mentionable>(people: readonly T[], query: string): T[] {
  const wanted = fold(query)
  return people
    .filter(
      ({ name }) =>
        fold(name).startsWith(wanted) ||
        fold(name)
          .split(/[\s-]+/)
          .some((part) => part.startsWith(wanted)),
    )
    .sort((a, b) => a.name.localeCompare(b.name))
    .slice(0, 8)
}

/**
 * Visible `@Name` → Markdown link to the person. Names picked from the list win over members of the same name;
 * of two names that begin alike the longer one is meant.
 */
export function encodeMentions(text: string, picked: readonly Mentionable[], members: readonly Mentionable[]): string {
  const byName = new Map<string, string>()
  for (const { id, name } of [...members, ...picked]) byName.set(name, id)
  const names = [...byName.keys()].sort((a, b) => b.length - a.length)
  if (names.length === 0) return text
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}\\[@])@(${names.map(escapeRegExp).join('|')})(?![\\p{L}\\p{N}])`, 'gu')
  return text.replace(pattern, (whole, name: string) => {
    const id = byName.get(name)
    return id === undefined ? whole : `[@${name.replace(/[[\]\\]/g, '\\$&')}](person:${id})`
  })
}

/** The way back, for editing. */
export function decodeMentions(markdown: string): { text: string; picked: Mentionable[] } {
  const picked: Mentionable[] = []
  const text = markdown.replace(
    /\[@((?:\\.|[^\]\\])*)\]\(person:([^)\s]+)\)/g,
    (_whole, escaped: string, id: string) => {
      const name = escaped.replace(/\\([[\]\\])/g, '$1')
      picked.push({ id, name })
      return `@${name}`
    },
  )
  return { text, picked }
}

function fold(text: string): string {
  return text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replace(/ß/g, 'ss')
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
