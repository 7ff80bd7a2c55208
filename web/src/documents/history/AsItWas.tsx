import { type ReactNode, useEffect, useRef, useState } from 'react'
import { Patience } from '../../app/Patience'
import { problemKey } from '../../app/problem'
import { useT } from '../../i18n'
import { pageExtensions } from '../editor/extensions'
import { useEditor } from '../editor/useEditor'
import { pageFrom, type XmlNode } from './page'
import { readVersion } from './wire'

interface AsItWasProps {
  documentId: string
  versionId: string
  /** For what the editor of today cannot show. */
  fallback: ReactNode
}

/** The page of a version, as the editor would have shown it. */
export default function AsItWas({ documentId, versionId, fallback }: AsItWasProps) {
  const t = useT()
  const [nodes, setNodes] = useState<XmlNode[]>()
  const [problem, setProblem] = useState<unknown>(null)
  const [failed, setFailed] = useState(false)
  useEffect(() => {
    let wanted = true
    readVersion(documentId, versionId).then(
      (found) => wanted && setNodes(found),
      (error) => wanted && setProblem(error),
    )
    return () => {
      wanted = false
    }
  }, [documentId, versionId])
  if (failed) return fallback
  if (problem !== null) return <p>{t(problemKey(problem))}</p>
  return nodes ? <PageOf nodes={nodes} onFailed={() => setFailed(true)} /> : <Patience />
}

function PageOf({ nodes, onFailed }: { nodes: XmlNode[]; onFailed(): void }) {
  const t = useT()
  const host = useRef<HTMLDivElement>(null)
  useEditor(host, () => ({
    extensions: pageExtensions(t),
    content: pageFrom(nodes),
    editable: false,
    enableContentCheck: true,
    onContentError: onFailed,
    editorProps: { attributes: { role: 'region', 'aria-label': t('history.view.then') } },
  }))
  return <div ref={host} className="text" />
}
