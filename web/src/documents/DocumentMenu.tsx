import { lazy, type ReactNode, Suspense, useState } from 'react'
import { Menu, MenuItem, MenuTrigger } from 'react-aria-components/Menu'
import { Popover } from 'react-aria-components/Popover'
import { Separator } from 'react-aria-components/Separator'
import { navigate, useRoute } from '../app/router'
import { paths } from '../app/routes'
import { useT } from '../i18n'
import { Button } from '../ui/Button'
import { ExportMenu } from './ExportMenu'
import { useDocumentActions } from './useDocumentActions'
import { type DocumentSummary, mayRename } from './wire'

const RenameDocument = lazy(() => import('./RenameDocument'))

interface DocumentMenuProps {
  document: DocumentSummary
  /** What the button shows. */
  children: ReactNode
  /** Only where the text is on the screen. */
  onPrint?(): void
  onChanged?(document: DocumentSummary): void
  onTrashed?(): void
}

/** Everything one can do with a document besides writing in it. */
export function DocumentMenu({ document, children, onPrint, onChanged, onTrashed }: DocumentMenuProps) {
  const t = useT()
  const { params } = useRoute()
  const { trash, freeze, thaw } = useDocumentActions(document)
  const [renaming, setRenaming] = useState(false)
  const label = t('documents.actions', { title: document.title })
  // A suggestion is taken back, not put away.
  const suggestion = !!document.parentId
  const owns = document.role === 'own' && !suggestion
  const { state } = document

  async function setFrozen(frozen: boolean) {
    if (await (frozen ? freeze() : thaw())) onChanged?.({ ...document, state: frozen ? 'frozen' : 'open' })
  }
  return (
    <>
      <MenuTrigger>
        <Button look="bare" className="icon-btn" aria-label={label}>
          {children}
        </Button>
        <Popover className="popover" placement="bottom end">
          <Menu className="menu" aria-label={label}>
            {mayRename(document) && !suggestion && (
              <MenuItem onAction={() => setRenaming(true)}>{t('documents.rename')}</MenuItem>
            )}
            <MenuItem onAction={() => navigate(paths.history(document.id, params.roomId))}>
              {t('history.title')}
            </MenuItem>
            {onPrint && <MenuItem onAction={onPrint}>{t('documents.print')}</MenuItem>}
            {owns && state === 'open' && (
              <MenuItem onAction={() => void setFrozen(true)}>{t('documents.freeze')}</MenuItem>
            )}
            {owns && state === 'frozen' && (
              <MenuItem onAction={() => void setFrozen(false)}>{t('documents.thaw')}</MenuItem>
            )}
            <ExportMenu documentId={document.id} />
            {owns && <Separator />}
            {owns && (
              <MenuItem className="danger" onAction={() => void trash().then((done) => done && onTrashed?.())}>
                {t('documents.toTrash')}
              </MenuItem>
            )}
          </Menu>
        </Popover>
      </MenuTrigger>
      {renaming && (
        <Suspense>
          <RenameDocument document={document} onChanged={onChanged} onClose={() => setRenaming(false)} />
        </Suspense>
      )}
    </>
  )
}
