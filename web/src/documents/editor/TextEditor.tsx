import {
  type KeyboardEvent as ReactKeyboardEvent,
  type RefObject,
  useEffect,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import { useSay } from '../../app/AnnouncerRegion'
import { useT } from '../../i18n'
import { CommentButton, CommentHere } from '../comments/CommentButton'
import CommentPanel from '../comments/CommentPanel'
import { commentPlaces } from '../comments/places'
import { useDesk } from '../comments/useDesk'
import type { DocumentSession } from '../session'
import type { DocumentSummary } from '../wire'
import { extensionsFor } from './extensions'
import { ImageDialog } from './ImageDialog'
import { LinkDialog } from './LinkDialog'
import { type MentionKeys, Mentions } from './Mentions'
import { type Mentioning, mentionTrigger } from './mentionTrigger'
import { Outline } from './Outline'
import { withoutStyles } from './pasted'
import { sayMarks } from './sayMarks'
import { type Room, roomFor, Tools } from './Tools'
import { useEditor } from './useEditor'

interface TextEditorProps {
  session: DocumentSession
  document: DocumentSummary
  editable: boolean
}

/** The bar of tools and the text. Alt+F10 leads from the text to the bar, Escape back. */
export function TextEditor({ session, document: summary, editable }: TextEditorProps) {
  const { title, roomId } = summary
  const t = useT()
  const say = useSay()
  const host = useRef<HTMLDivElement>(null)
  const bar = useRef<HTMLDivElement>(null)
  const keys = useRef<MentionKeys | null>(null)
  const [mentioning, setMentioning] = useState<Mentioning | null>(null)
  const [asking, setAsking] = useState<'link' | 'image' | null>(null)
  const [file, setFile] = useState<File | null>(null)

  const help = useId()
  const leaving = useRef(false)
  const room = useRoomIn(bar)
  const editor = useEditor(host, () => ({
    extensions: [
      ...extensionsFor(session, t),
      mentionTrigger({ changed: setMentioning, key: (event) => keys.current?.(event) ?? false }),
      sayMarks(say, t),
      commentPlaces(),
    ],
    editable,
    editorProps: {
      handleKeyDown: (view, event) => {
        if (event.altKey && event.key === 'F10') {
          bar.current?.querySelector<HTMLElement>('[role=toolbar] button:not([disabled]), button')?.focus()
          return true
        }
        if ((event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === 'k' && view.editable) {
          setAsking('link')
          return true
        }
        return false
      },
      handleDOMEvents: { keydown: (_view, event) => leaves(event) },
      transformPastedHTML: withoutStyles,
      handlePaste: (_view, event) => takePicture(event.clipboardData),
      handleDrop: (_view, event) => takePicture(event.dataTransfer),
    },
  }))

  const desk = useDesk(editor, summary)
  // Where the comments have no room beside the text they lie over it, and nothing under them can be reached.
  const covering = room === 'least' || room === 'few'
  const covered = desk.open && covering

  /** In lists and tables Tab belongs to the text; after Escape it leads out of it as everywhere else. */
  function leaves(event: KeyboardEvent): boolean {
    const now = leaving.current && event.key === 'Tab'
    leaving.current = event.key === 'Escape' || (leaving.current && event.key === 'Shift')
    return now
  }

  function takePicture(data: DataTransfer | null): boolean {
    const picture = [...(data?.files ?? [])].find((one) => one.type.startsWith('image/'))
    if (!picture || data?.types.includes('text/html')) return false
    setFile(picture)
    setAsking('image')
    return true
  }

  useEffect(() => {
    if (!editor) return
    editor.setEditable(editable, false)
    const text = editor.view.dom
    text.setAttribute('aria-label', t('editor.text', { title }))
    text.lang = document.documentElement.lang
    text.tabIndex = 0
    if (editable) {
      text.setAttribute('role', 'textbox')
      text.setAttribute('aria-multiline', 'true')
      text.setAttribute('aria-describedby', help)
    } else {
      text.setAttribute('role', 'region')
      text.removeAttribute('aria-multiline')
      text.removeAttribute('aria-describedby')
    }
  }, [editor, editable, title, help, t])

  const onKeyDown = useMemo(
    () => (event: ReactKeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented) return
      event.preventDefault()
      editor?.view.focus()
    },
    [editor],
  )
  const close = () => {
    setAsking(null)
    setFile(null)
    requestAnimationFrame(() => editor?.commands.focus())
  }
  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: Escape leads back into the text, from whatever has the focus here */}
      <div className="bar" ref={bar} inert={covered} onKeyDown={onKeyDown}>
        {editor && editable && (
          <Tools editor={editor} room={room} onLink={() => setAsking('link')} onImage={() => setAsking('image')} />
        )}
        <span className="bar-end">
          {editor && desk.allowed && <CommentButton desk={desk} />}
          {editor && <Outline editor={editor} />}
        </span>
      </div>
      <div className="paper" inert={covered}>
        <p id={help} className="sr">
          {t('editor.help')}
        </p>
        <div className="sheet-of-text">
          <div ref={host} className="text" />
          {editor && mentioning && (
            <Mentions
              key={mentioning.from}
              editor={editor}
              mentioning={mentioning}
              roomId={roomId ?? undefined}
              keys={keys}
              onPick={(personId, quote) => session.mention(personId, quote)}
            />
          )}
        </div>
      </div>
      {editor && <CommentHere desk={desk} />}
      {editor && desk.open && <CommentPanel desk={desk} covering={covering} />}
      {editor && asking === 'link' && <LinkDialog editor={editor} onClose={close} />}
      {editor && asking === 'image' && <ImageDialog editor={editor} file={file} onClose={close} />}
    </>
  )
}

/** How many tools have room in an element, whatever the window is wide. */
function useRoomIn(element: RefObject<HTMLElement | null>): Room {
  const [room, setRoom] = useState<Room>('some')
  useLayoutEffect(() => {
    const box = element.current
    if (!box) return
    const measure = () => setRoom(roomFor(box.clientWidth))
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(box)
    return () => observer.disconnect()
  }, [element])
  return room
}
