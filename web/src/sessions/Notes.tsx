import { X } from 'lucide-react'
import { Patience } from '../app/Patience'
import { problemKey } from '../app/problem'
import { DocumentText } from '../documents/DocumentText'
import { useOpened } from '../documents/useOpened'
import '../documents/documents.scss'
import { useT } from '../i18n'
import { useAnswer } from '../programme/useAnswer'
import { openPaper } from '../rounds/wire'
import { Button } from '../ui/Button'

/** The notes of the round beside its session: all write in them at once. */
export default function Notes({ roomId, onClose }: { roomId: string; onClose(): void }) {
  const t = useT()
  const { value, problem } = useAnswer(`notes ${roomId}`, () => openPaper(roomId, 'notes'))
  return (
    <>
      <div className="row">
        <h2 className="small soft grow">{t('session.notes')}</h2>
        <Button look="bare" className="icon-btn" aria-label={t('session.notes.close')} onPress={onClose}>
          <X aria-hidden="true" className="icon" />
        </Button>
      </div>
      {value !== undefined && <Text id={value} roomId={roomId} />}
      {value === undefined && (problem ? <p className="shelf">{t(problemKey(problem))}</p> : <Patience />)}
    </>
  )
}

function Text({ id, roomId }: { id: string; roomId: string }) {
  const opened = useOpened(id, roomId)
  return <DocumentText opened={opened} onWriters={ignore} />
}

/** Who else writes is seen by the carets. */
const ignore = () => undefined
