import { useState } from 'react'
import { Heading } from '../app/Heading'
import { useT } from '../i18n'
import { Results } from './search/Results'
import { SearchField } from './search/SearchField'
import './documents.scss'

/** A search over every document that this person may see. */
export default function AllDocuments() {
  const t = useT()
  const [typed, setTyped] = useState(() => new URLSearchParams(location.search).get('q') ?? '')
  return (
    <main id="main" className="pane">
      <header className="thread-head">
        <Heading title={t('search.title')} className="grow thread-title" />
      </header>
      <div className="shelf">
        <SearchField label={t('search.all.label')} value={typed} onChange={setTyped} autoFocus />
        {typed.trim() === '' ? <p className="soft">{t('search.hint')}</p> : <Results typed={typed} />}
      </div>
    </main>
  )
}
