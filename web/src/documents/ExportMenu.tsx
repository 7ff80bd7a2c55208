import { Header } from 'react-aria-components/Header'
import { MenuItem, MenuSection } from 'react-aria-components/Menu'
import { useT } from '../i18n'

const FORMATS = ['pdf', 'docx', 'odt', 'md', 'html'] as const

/** The forms in which a document can be taken along: plain links, the server names the file. */
export function ExportMenu({ documentId }: { documentId: string }) {
  const t = useT()
  return (
    <MenuSection className="menu-section">
      <Header className="small soft">{t('export.as')}</Header>
      {FORMATS.map((format) => (
        <MenuItem
          key={format}
          href={`/api/documents/${encodeURIComponent(documentId)}/export?format=${format}`}
          download=""
        >
          {t(`export.${format}`)}
        </MenuItem>
      ))}
    </MenuSection>
  )
}
