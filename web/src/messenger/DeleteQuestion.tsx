import { lazy, Suspense } from 'react'
import { useT } from '../i18n'
import type { Message } from '../realtime/wire'

const Confirm = lazy(() => import('../ui/Dialog').then((module) => ({ default: module.Confirm })))

interface DeleteQuestionProps {
  message: Message
  onDelete(message: Message): void
  onClose(): void
}

export function DeleteQuestion({ message, onDelete, onClose }: DeleteQuestionProps) {
  const t = useT()
  return (
    <Suspense>
      <Confirm
        title={t('message.delete.title')}
        sentence={t('message.delete.sure')}
        verb={t('message.delete')}
        onConfirm={() => onDelete(message)}
        onClose={onClose}
      />
    </Suspense>
  )
}
