/** Persons who talk among themselves, group by group; null while all are together. */
export type Groups = readonly (readonly string[])[] | null

/** Whether the two hear, see and read each other: both do or neither does. Who is in no group is with nobody. */
export function together(groups: Groups, one: string, other: string): boolean {
  return groups === null || groups.some((group) => group.includes(one) && group.includes(other))
}

/** The others of somebody's group; null for whoever is in none. */
export function companions(groups: Groups, person: string): readonly string[] | null {
  const group = groups?.find((all) => all.includes(person))
  return group ? group.filter((one) => one !== person) : null
}

/** Whether these are the same groups. */
export function sameGroups(one: Groups, other: Groups): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

/** Those of the own group before all others, else as they were. */
export function ownFirst<T extends { id: string }>(participants: readonly T[], apart: readonly string[]): T[] {
  const others = (one: T) => Number(apart.includes(one.id))
  return [...participants].sort((one, other) => others(one) - others(other))
}
