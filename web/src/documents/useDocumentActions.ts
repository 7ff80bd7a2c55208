import { useMemo } from 'react'
import { useSay } from '../app/AnnouncerRegion'
import { problemKey } from '../app/problem'
import { useT } from '../i18n'
import { useClient, useLive } from '../realtime/context'
import { useNotice } from '../ui/Notice'
import { copyName, forgetCopy } from './copies'
import { changeDocument, eraseDocument, trashDocument, untrashDocument } from './door'
import { dropDocument, putDocument, shelfOf } from './shelf'
import type { DocumentSummary } from './wire'

/** What one does with a document as a whole. Each resolves to whether it worked; a failure is shown as a notice. */
export function useDocumentActions(document: DocumentSummary) {
  const t = useT()
  const say = useSay()
  const notice = useNotice()
  const client = useClient()
  const me = useLive((live) => live.me.id)
  return useMemo(() => {
    const attempt = (work: () => Promise<unknown>) =>
      work().then(
        () => true,
        (error) => {
          notice(t(problemKey(error)))
          return false
        },
      )
    const change = async (body: { frozen: boolean }) => putDocument(client, await changeDocument(document.id, body))
    return {
      freeze: () => attempt(() => change({ frozen: true })),
      thaw: () => attempt(() => change({ frozen: false })),
      trash: () =>
        attempt(async () => {
          await trashDocument(document.id)
          shelfOf(client).setState({ justTrashed: document.id })
          putDocument(client, { ...document, state: 'trashed', trashedAt: new Date().toISOString() })
          say(t('documents.trashed', { title: document.title }))
        }),
      untrash: () =>
        attempt(async () => {
          await untrashDocument(document.id)
          shelfOf(client).setState({ justTrashed: null })
          putDocument(client, { ...document, state: 'open', trashedAt: undefined })
          say(t('documents.untrashed', { title: document.title }))
        }),
      erase: () =>
        attempt(async () => {
          await eraseDocument(document.id)
          dropDocument(client, document)
          await forgetCopy(copyName(me, document.id))
          say(t('documents.erased', { title: document.title }))
        }),
    }
  }, [client, document, me, notice, say, t])
}
