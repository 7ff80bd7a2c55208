import { type ReactNode, type RefObject, useEffect, useRef } from 'react'
import { Dialog as AriaDialog } from 'react-aria-components/Dialog'
import { Heading } from 'react-aria-components/Heading'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import { useT } from '../i18n'
import { Button } from './Button'

interface DialogProps {
  title: string
  onClose(): void
  children: ReactNode
  /** Buttons at the bottom; without any there is one to close. */
  actions?: ReactNode
  role?: 'dialog' | 'alertdialog'
}

/** A dialog in the middle of wide screens, a sheet from below on phones. Escape and a press beside it close it. */
export function Dialog({ title, onClose, children, actions, role = 'dialog' }: DialogProps) {
  const t = useT()
  const kept = useRef<HTMLElement>(null)
  return (
    <ModalOverlay className="overlay" isOpen isDismissable onOpenChange={(open) => !open && onClose()}>
      <Modal className="sheet">
        <AriaDialog ref={kept} className="dialog" role={role}>
          <FocusKept by={kept} />
          <Heading slot="title" className="dialog-title">
            {title}
          </Heading>
          <div className="dialog-body">{children}</div>
          <div className="dialog-actions">{actions ?? <Button onPress={onClose}>{t('common.close')}</Button>}</div>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}

/**
 * What has the focus may vanish, such as the row of a list. The browser then gives it to the page behind, where no key reaches the
 * dialog any more.
 */
function FocusKept({ by }: { by: RefObject<HTMLElement | null> }) {
  useEffect(() => {
    const dialog = by.current
    if (!dialog) return
    const observer = new MutationObserver(() => {
      if (document.activeElement === document.body) dialog.focus()
    })
    observer.observe(dialog, { childList: true, subtree: true })
    return () => observer.disconnect()
  }, [by])
  return null
}

interface ConfirmProps {
  title: string
  sentence: string
  /** What the button does, as a verb. */
  verb: string
  onConfirm(): void
  onClose(): void
}

/** Asks once before something that cannot be taken back. */
export function Confirm({ title, sentence, verb, onConfirm, onClose }: ConfirmProps) {
  const t = useT()
  return (
    <Dialog
      role="alertdialog"
      title={title}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button
            look="danger"
            onPress={() => {
              onConfirm()
              onClose()
            }}
          >
            {verb}
          </Button>
        </>
      }
    >
      <p>{sentence}</p>
    </Dialog>
  )
}
