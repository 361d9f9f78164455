import { useMemo } from 'react'
import type { HandsetCall } from '#shared/practice.ts'
import { endedHere, takeUp } from './core/desk.ts'
import { lastingName } from './core/line.ts'
import { usePracticeStore } from './PracticeProvider.tsx'
import { practiceApi } from './practiceApi.ts'

/** What a handset that lets its voicemail answer says to whoever rings. */
const VOICEMAIL = 'The person you are calling is not available. Please leave a message after the tone.'

/** What can be done with a telephone in hand. Each is done when the line has answered, or throws LineRefused. */
export function useCallActs() {
  const store = usePracticeStore()
  return useMemo(() => {
    const told = async (answer: Promise<HandsetCall>) => store.answered(await answer)
    const end = async (sid: string, answer: (sid: string) => Promise<HandsetCall>) => {
      const call = await answer(sid)
      store.arrange(desk => endedHere(desk, lastingName(call)))
      store.answered(call)
    }
    return {
      async phone(from: string, to: string | undefined, name?: string) {
        const call = await practiceApi.place({ from, ...(to === undefined ? {} : { to }) })
        store.answered(call)
        store.arrange(desk => takeUp(desk, call.phone, name))
      },
      press: (sid: string, digits: string) => told(practiceApi.press(sid, digits)),
      say: (sid: string, text: string) => told(practiceApi.say(sid, text)),
      answer: (sid: string) => told(practiceApi.answer(sid)),
      async letVoicemailAnswer(sid: string) {
        await told(practiceApi.answer(sid))
        await told(practiceApi.say(sid, VOICEMAIL))
      },
      hangUp: (sid: string) => end(sid, practiceApi.hangUp),
      reject: (sid: string) => end(sid, practiceApi.reject),
    }
  }, [store])
}
