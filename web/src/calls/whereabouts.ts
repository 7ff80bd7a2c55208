import { useT } from '../i18n'
import { useLive } from '../realtime/context'
import type { CallEngine } from './engine/CallEngine'
import { companions, type Groups } from './engine/groups'
import { useCallView } from './useCall'

/** With whom somebody talks who is in another group. */
export function useWhereabouts(engine: CallEngine, personId: string): string {
  const t = useT()
  const groups = useCallView(engine, (view) => view.groups)
  const people = useLive((live) => live.people)
  const others = companions(groups, personId)
  if (!others) return t('call.apart.nowhere')
  if (others.length === 0) return t('call.apart.alone')
  const names = others.map((id) => people[id]?.name.split(' ')[0] ?? t('common.formerMember'))
  return t('call.apart.with', { names: names.join(', ') })
}

/** What somebody is told of their own group, or that all are together. */
export function useGroupWords(): (groups: Groups) => string {
  const t = useT()
  const people = useLive((live) => live.people)
  const me = useLive((live) => live.me.id)
  return (groups) => {
    if (!groups) return t('call.group.over')
    const others = companions(groups, me)
    if (!others) return t('call.group.none')
    const names = others.map((id) => people[id]?.name ?? t('common.formerMember'))
    return names.length === 0 ? t('call.group.alone') : t('call.group.with', { names: names.join(', ') })
  }
}
