import { useState } from 'react'
import { lineOf } from './core/choice.ts'
import { putAway, takeUp, textsSeen } from './core/desk.ts'
import { handsetOf } from './core/handset.ts'
import type { LineView } from './core/line.ts'
import { holderOf } from './core/words.ts'
import './Handset.css'
import { HandsetHead } from './HandsetHead.tsx'
import { HandsetViews } from './HandsetViews.tsx'
import { InCall } from './InCall.tsx'
import { NotInCall } from './NotInCall.tsx'
import { usePractice, usePracticeStore } from './PracticeProvider.tsx'
import { Rings } from './Rings.tsx'
import { Texts } from './Texts.tsx'
import { useHandsetBox } from './useHandsetBox.ts'

type Props = { phone: string; view: LineView; isInHand: boolean }

/** One telephone: who holds it, what it is doing, and what can be done with it. */
export function Handset({ phone, view, isInHand }: Props) {
  const { desk } = usePractice()
  const store = usePracticeStore()
  const [shows, setShows] = useState<'call' | 'texts'>('call')
  const { stage, heard } = handsetOf(view, phone)
  const box = useHandsetBox(stage.kind, isInHand)
  const holder = holderOf(phone, view.callers, desk.chosen)
  const messages = view.phones.get(phone)?.messages ?? []
  const received = messages.filter(message => message.direction === 'received').length
  const isLive = stage.kind === 'inCall' || stage.kind === 'rings' || stage.kind === 'calling'

  function show(what: 'call' | 'texts') {
    setShows(what)
    if (what === 'texts') store.arrange(now => textsSeen(now, phone, received))
  }
  function handle() {
    if (!isInHand) store.arrange(now => ({ ...takeUp(now, phone), facing: now.facing }))
  }

  return (
    <section
      className={`app-handset app-handset--${stage.kind} ${isInHand ? 'app-handset--in-hand' : ''}`}
      aria-label={`Handset of ${holder}`}
      data-phone={phone}
      ref={box}
      tabIndex={-1}
      onFocusCapture={handle}
      onPointerDown={handle}
    >
      <HandsetHead
        phone={phone}
        holder={holder}
        stage={stage}
        onPutAway={isLive ? undefined : () => store.arrange(now => putAway(now, phone))}
      />
      <HandsetViews
        phone={phone}
        shows={shows}
        unread={Math.max(0, received - (desk.textsSeen.get(phone) ?? 0))}
        onShow={show}
      />
      {shows === 'texts' ? (
        <Texts
          phone={phone}
          messages={messages}
          line={view.forTexts ?? lineOf(phone, desk.chosen.get(phone), view)}
        />
      ) : stage.kind === 'rings' ? (
        <Rings call={stage.call} view={view} />
      ) : stage.kind === 'inCall' || stage.kind === 'calling' ? (
        <InCall key={stage.call.sid} stage={stage} heard={heard} isInHand={isInHand} />
      ) : (
        <NotInCall phone={phone} holder={holder} stage={stage} heard={heard} view={view} />
      )}
    </section>
  )
}
