import { type FormEvent, useState } from 'react'
import { Button } from '#client/ui/Button.tsx'
import { showTime } from '#client/ui/core/when.ts'
import { Notice } from '#client/ui/Notice.tsx'
import type { LineNumber, TextMessage } from '#shared/practice.ts'
import { showNumber } from './core/words.ts'
import { usePracticeStore } from './PracticeProvider.tsx'
import { practiceApi } from './practiceApi.ts'
import './SayBox.css'
import './Texts.css'
import { useAct } from './useAct.ts'
import { useAtEnd } from './useAtEnd.ts'

type Props = { phone: string; messages: readonly TextMessage[]; line: LineNumber | undefined }

/** The texts of a telephone, oldest first, and a box to answer the number that wrote last, or else to write to whom texts go. */
export function Texts({ phone, messages, line }: Props) {
  const store = usePracticeStore()
  const act = useAct()
  const [words, setWords] = useState('')
  const end = useAtEnd(messages.length)
  const to = messages.findLast(message => message.direction === 'received')?.from ?? line?.number

  async function send(event: FormEvent) {
    event.preventDefault()
    const body = words.trim()
    if (body === '' || to === undefined) return
    const isSent = await act.run(async () => {
      const message = await practiceApi.sendText({ from: phone, to, body })
      store.hear({ type: 'message', phone, message })
    })
    if (isSent) setWords('')
  }
  return (
    <div className="app-handset__body">
      <div
        className="app-texts"
        {...end}
        role="log"
        aria-label="Texts"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        tabIndex={0}
      >
        {messages.length === 0 ? (
          <p className="app-quiet">No texts yet. What Goldthread texts to this number turns up here.</p>
        ) : null}
        <ol className="app-texts__list">
          {messages.map(({ sid, direction, from, body, at }) => (
            <li key={sid} className={`app-texts__text app-texts__text--${direction}`}>
              <span className="app-quiet app-small app-numbers">
                {direction === 'sent' ? 'You' : showNumber(from)} · {showTime(at)}
              </span>
              <span className="app-texts__body">{body}</span>
            </li>
          ))}
        </ol>
      </div>
      {act.refusal ? <Notice tone="caution" role="alert" title={act.refusal} /> : null}
      <form className="app-say" onSubmit={send}>
        <input
          className="nhsuk-input app-input app-say__box"
          aria-label={to === undefined ? 'Text' : `Text to ${showNumber(to)}`}
          placeholder={to === undefined ? 'No line to text to' : `Text ${showNumber(to)}…`}
          autoComplete="off"
          maxLength={1_600}
          value={words}
          onChange={event => setWords(event.target.value)}
        />
        <Button type="submit" disabled={act.isBusy || to === undefined}>
          Send
        </Button>
      </form>
    </div>
  )
}
