import { navigate } from '../app/router'
import { paths } from '../app/routes'
import { useT } from '../i18n'
import { useLive } from '../realtime/context'
import { openPaper } from '../rounds/wire'
import { Button } from '../ui/Button'
import { ProblemLine } from '../ui/Problem'
import { useAction } from '../ui/useAction'

/** Leads to the poster of one's round, on which these fields stand; nothing for whoever is in none. */
export function PosterLink() {
  const t = useT()
  const { busy, problem, run } = useAction()
  const roomId = useLive(
    (live) => Object.values(live.rooms).find(({ summary }) => summary.kind === 'round')?.summary.id,
  )
  if (!roomId) return null
  const open = async () => navigate(paths.document(await openPaper(roomId, 'poster'), roomId))
  return (
    <>
      <Button busy={busy} onPress={() => run(open)}>
        {t('programme.poster.open')}
      </Button>
      <ProblemLine>{problem}</ProblemLine>
    </>
  )
}
