import { type FormEvent, useState } from 'react'
import { call } from '#client/api/call.ts'
import { useSend } from '#client/api/useSend.ts'
import { newCommandId } from '#client/calls/useTakeCall.ts'
import { Button } from '#client/ui/Button.tsx'
import { Checkboxes } from '#client/ui/Checkboxes.tsx'
import { ErrorSummary } from '#client/ui/ErrorSummary.tsx'
import { Notice } from '#client/ui/Notice.tsx'
import { Radios } from '#client/ui/Radios.tsx'
import { Select } from '#client/ui/Select.tsx'
import { TextField } from '#client/ui/TextField.tsx'
import { useFocusOnError } from '#client/ui/useFocusOnError.ts'
import { carerLanguages, type VisitLinkForm } from '#shared/carers.ts'
import type { CallId } from '#shared/ids.ts'
import { showPhoneNumber } from '#shared/phoneNumber.ts'
import { routes } from '#shared/routes.ts'
import {
  askingOf,
  chooseCarer,
  chooseNumber,
  judgeLink,
  type LinkAsking,
  linkOf,
  ringTimes,
  yesHint,
} from './core/linkAsking.ts'
import { LinkPreview } from './LinkPreview.tsx'

type Props = { callId: CallId; epoch: number; form: VisitLinkForm; isStale: boolean; onSent: () => void }

/** Whom, on which phone, and their yes to that; then what they see of it and in which language. */
export function SendLinkForm({ callId, epoch, form, isStale, onSent }: Props) {
  const [asking, setAsking] = useState(() => askingOf(form))
  const [errors, setErrors] = useState<{ id: string; says: string }[]>([])
  const [commandId, setCommandId] = useState(newCommandId)
  const [times] = useState(() => ringTimes(new Date().toISOString()))
  const { isBusy, refusals, send } = useSend()
  useFocusOnError(errors)
  const set = (given: Partial<LinkAsking>) => {
    setAsking(before => ({ ...before, ...given }))
    setErrors([])
  }
  const errorOf = (id: string) => errors.find(error => error.id === id)?.says
  const may = form.carers.filter(({ because }) => because === null)
  const mayNot = form.carers.filter(({ because }) => because !== null)
  const chosen = may.find(({ contactItem }) => contactItem === asking.contactItem)
  const phrases = form.languages.find(({ code }) => code === 'en')?.phrases ?? []

  if (form.because !== null)
    return (
      <Notice tone="caution" title="Nobody is sent a link.">
        {form.because}
      </Notice>
    )

  async function submit(event: FormEvent) {
    event.preventDefault()
    const wrong = judgeLink(asking)
    setErrors(wrong)
    const body = linkOf(asking, commandId)
    if (!body) return
    const isSent = await send(async () => {
      const reply = await call(routes.sendVisitLink, { params: { callId }, body: { ...body, epoch } })
      // Refused, it is another intention that is sent next, and needs a name of its own.
      if (reply.kind === 'refused') setCommandId(newCommandId())
      return reply
    })
    if (isSent) onSent()
  }

  return (
    <form className="app-stack" onSubmit={submit} noValidate>
      <ErrorSummary errors={[...refusals, ...errors]} title="Nothing was sent yet" />
      <Radios
        id="link-whom"
        label="To whom"
        error={errorOf('link-whom')}
        value={asking.contactItem}
        choices={may.map(({ contactItem, name, relationship, isCaller }) => ({
          value: contactItem,
          says: `${name}, ${relationship}${isCaller ? ' (on the telephone)' : ''}`,
        }))}
        onChange={contactItem => set(chooseCarer(form, contactItem))}
      />
      {mayNot.map(({ contactItem, name, because }) => (
        <p key={contactItem} className="app-send-link__not">
          Not {name}: {because}
        </p>
      ))}
      {chosen ? (
        <Radios
          id="link-number"
          label="To which phone"
          error={errorOf('link-number')}
          isRow
          value={asking.number}
          choices={chosen.numbers.map(number => ({ value: number, says: showPhoneNumber(number) }))}
          onChange={number => set(chooseNumber(number))}
        />
      ) : null}
      <div>
        <p>{chosen ? `Read this out to ${chosen.name}` : 'Read this out to them'}, and wait for a yes:</p>
        <blockquote className="app-send-link__read">{form.readOut}</blockquote>
      </div>
      <TextField
        id="link-yes"
        label="What they said"
        hint={yesHint(chosen)}
        error={errorOf('link-yes')}
        value={asking.saidYes}
        onChange={saidYes => set({ saidYes })}
        maxLength={500}
      />
      <Checkboxes
        id="link-what"
        label="What they can watch"
        error={errorOf('link-what')}
        values={asking.teamTaskIds}
        choices={form.teamTasks.map(({ teamTaskId, says }) => ({ value: teamTaskId, says }))}
        onChange={values =>
          set({
            teamTaskIds: form.teamTasks
              .map(({ teamTaskId }) => teamTaskId)
              .filter(teamTaskId => values.includes(teamTaskId)),
          })
        }
      />
      {asking.lines.map((line, place) => (
        <Select
          // biome-ignore lint/suspicious/noArrayIndexKey: three places, which stay where they are
          key={place}
          id={`link-line-${place}`}
          label={`What was agreed, line ${place + 1}`}
          error={errorOf(`link-line-${place}`)}
          value={line}
          choices={phrases.map(({ phrase, says }) => ({ value: phrase, says: says.replace('{at}', '…') }))}
          onChange={phrase =>
            set({ lines: asking.lines.map((before, nth) => (nth === place ? phrase : before)) })
          }
        />
      ))}
      {asking.lines.includes('ring_back') ? (
        <Select
          id="link-ring-at"
          label="When a nurse phones them"
          error={errorOf('link-ring-at')}
          value={asking.ringAt}
          choices={times}
          onChange={ringAt => set({ ringAt })}
        />
      ) : null}
      <Select
        id="link-language"
        label="In which language"
        value={asking.language}
        choices={form.languages.map(({ code }) => ({ value: code, says: carerLanguages[code].text }))}
        onChange={language => set({ language: language || 'en' })}
      />
      <LinkPreview form={form} asking={asking} />
      <label className="app-choice">
        <input
          className="app-choice__box"
          type="checkbox"
          checked={asking.wantsTexts}
          onChange={event => set({ wantsTexts: event.target.checked })}
        />
        They want a text when something changes
      </label>
      <div className="app-row">
        <Button type="submit" look="primary" disabled={isStale || isBusy}>
          {isBusy ? 'Sending…' : 'Send the link'}
        </Button>
        <span className="app-quiet">
          The first phone that opens it has it. It closes by itself, and you can stop it.
        </span>
      </div>
    </form>
  )
}
