import type { ReactNode } from 'react'
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
  return (
    <ModalOverlay className="overlay" isOpen isDismissable onOpenChange={(open) => !open && onClose()}>
      <Modal className="sheet">
        <AriaDialog className="dialog" role={role}>
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
