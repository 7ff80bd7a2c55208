import { useEffect } from 'react'
import { useSay } from '../../app/AnnouncerRegion'
import { useT } from '../../i18n'
import { plainText } from '../../messenger/plain'
import { useClient } from '../../realtime/context'
import { useNames } from '../history/useNames'
import type { Facts } from '../line'
import { type DocumentSummary, mayComment } from '../wire'
import { commentsOn } from './CommentStore'

/** Keeps the comments on an open document up to date, whether they are on the screen or not, and says what is new. */
export function useCommentNews(document: DocumentSummary, connection: Facts['connection']): void {
  const t = useT()
  const say = useSay()
  const store = commentsOn(useClient(), document.id)
  const nameOf = useNames(document.roomId)
  const allowed = mayComment(document)
  // Also without a connection: then it is known why there are none.
  useEffect(() => {
    if (!allowed || connection === 'connecting') return
    void store.load()
    if (connection === 'connected') void store.retryWaiting()
  }, [store, allowed, connection])
  useEffect(() => {
    store.onNews = (comments) => {
      const [first] = comments
      if (!first) return
      const text = plainText(first.text)
      say(
        comments.length === 1
          ? t('comments.news.one', { name: nameOf(first.authorId), text })
          : t('comments.news.many', { count: comments.length }),
      )
    }
    return () => {
      store.onNews = () => undefined
    }
  }, [store, nameOf, say, t])
}
