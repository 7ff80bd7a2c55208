import { UserPlus } from 'lucide-react'
import { useState } from 'react'
import { Control } from '../../calls/Controls'
import { useT } from '../../i18n'
import { useTimes } from '../../i18n/time'
import { useLive } from '../../realtime/context'
import { CallError } from '../../realtime/link'
import { Button } from '../../ui/Button'
import { Dialog } from '../../ui/Dialog'
import { Field } from '../../ui/Field'
import { ProblemLine } from '../../ui/Problem'
import { useAction } from '../../ui/useAction'
import { useFirstNames } from '../people'
import { useAct, useDeskState, useOwnDesk } from '../useDesk'

/** Leads to inviting a guest, and to those who are here or may still come. */
export function GuestDoor({ look }: { look: 'button' | 'control' }) {
  const t = useT()
  const [open, setOpen] = useState(false)
  return (
    <>
      {look === 'button' ? (
        <Button onPress={() => setOpen(true)}>
          <UserPlus aria-hidden="true" className="icon" />
          {t('session.guests.invite')}
        </Button>
      ) : (
        <Control icon={<UserPlus />} words={t('session.guests')} onPress={() => setOpen(true)} />
      )}
      {open && (
        <Dialog title={t('session.guests.invite')} onClose={() => setOpen(false)}>
          <NewLink />
          <Guests />
          <OpenLinks />
        </Dialog>
      )}
    </>
  )
}

/** Makes a link. It is shown once, to be sent by whoever invites. */
function NewLink() {
  const t = useT()
  const desk = useOwnDesk()
  const { busy, problem, run } = useAction()
  const [link, setLink] = useState('')
  const [copied, setCopied] = useState(false)

  function make() {
    setCopied(false)
    void run(
      async () => setLink(await desk.invite()),
      (error) => (error instanceof CallError && error.code === 409 ? t('session.guests.full') : undefined),
    )
  }

  return (
    <>
      <p>{t('session.guests.lead')}</p>
      {link ? (
        <>
          <Field label={t('session.guests.link')} hint={t('session.guests.link.hint')} value={link} isReadOnly />
          <p className="row wrap sec-small">
            <Button look="main" onPress={() => navigator.clipboard.writeText(link).then(() => setCopied(true))}>
              {t('admin.link.copy')}
            </Button>
            <Button busy={busy} onPress={make}>
              {t('session.guests.another')}
            </Button>
          </p>
          <p role="status" className="small">
            {copied ? t('admin.link.copied') : ''}
          </p>
        </>
      ) : (
        <p className="sec-small">
          <Button look="main" busy={busy} onPress={make}>
            {t('session.guests.make')}
          </Button>
        </p>
      )}
      <ProblemLine>{problem}</ProblemLine>
    </>
  )
}

function Guests() {
  const t = useT()
  const act = useAct()
  const { guests } = useDeskState(useOwnDesk())
  const here = guests.filter((one) => one.state === 'in')
  if (here.length === 0) return null
  return (
    <section className="sec-small" aria-labelledby="guests-here">
      <h3 id="guests-here">{t('session.guests.here')}</h3>
      <ul className="list guest-list">
        {here.map(({ guestId, name }) => (
          <li key={guestId} className="row">
            <span className="grow break">{t('guest.name', { name })}</span>
            <Button
              look="danger"
              aria-label={t('session.guests.sendOut.of', { name })}
              onPress={() => act('sendOut', { guestId })}
            >
              {t('session.guests.sendOut')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}

function OpenLinks() {
  const t = useT()
  const times = useTimes()
  const act = useAct()
  const nameOf = useFirstNames()
  const me = useLive((live) => live.me.id)
  const { links = [] } = useDeskState(useOwnDesk())
  if (links.length === 0) return null
  return (
    <section className="sec-small" aria-labelledby="guests-links">
      <h3 id="guests-links">{t('session.guests.open')}</h3>
      <ul className="list guest-list">
        {links.map(({ linkId, by, at }) => {
          const time = times.time(at)
          const words =
            by === me
              ? t('session.guests.open.mine', { time })
              : t('session.guests.open.one', { name: nameOf(by), time })
          return (
            <li key={linkId} className="row">
              <span className="grow">{words}</span>
              <Button
                aria-label={t('session.guests.revoke.of', { link: words })}
                onPress={() => act('revoke', { linkId })}
              >
                {t('session.guests.revoke')}
              </Button>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
