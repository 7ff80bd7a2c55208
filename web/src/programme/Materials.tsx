import { ChevronRight } from 'lucide-react'
import { useT } from '../i18n'
import { Prose } from './Prose'
import type { Material } from './wire'

/** What one works with, each opened when it is wanted. */
export function Materials({ materials }: { materials: Material[] }) {
  const t = useT()
  return (
    <section className="sec" aria-labelledby="materials">
      <h2 id="materials">{t('programme.materials')}</h2>
      <div className="materials">
        {materials.map(({ title, kind, html }) => (
          <details key={title}>
            <summary>
              <ChevronRight aria-hidden="true" className="icon" />
              <h3 lang="de">{title}</h3>
              <span className="tag">{t(`programme.material.${kind}`)}</span>
            </summary>
            <Prose html={html} />
          </details>
        ))}
      </div>
    </section>
  )
}
