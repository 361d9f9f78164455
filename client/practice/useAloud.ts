import { useEffect, useRef, useSyncExternalStore } from 'react'
import { handsetOf } from './core/handset.ts'
import { lastingName } from './core/line.ts'
import { usePractice } from './PracticeProvider.tsx'

/** Where in the pitch of one voice each speaker sits, so that the line and a person are told apart by ear. */
const PITCH = { line: 1.1, person: 0.9 } as const

/**
 * Speaks what the handset in hand hears, from the moment it is switched on.
 * Answers whether this machine can: only voices that live on it count, because the others send the words away.
 */
export function useAloud(isOn: boolean): boolean {
  const voice = useSyncExternalStore(watchVoices, ownVoice)
  const { view, desk } = usePractice()
  const spoken = useRef(new Map<string, number>())
  const hand = view && desk.inHand !== undefined ? handsetOf(view, desk.inHand) : undefined
  const call = hand?.stage.kind === 'inCall' ? lastingName(hand.stage.call) : undefined
  const heard = hand?.heard
  useEffect(() => {
    if (!isOn || !voice || call === undefined || !heard) return
    const before = spoken.current.get(call) ?? heard.at(-1)?.n ?? 0
    for (const line of heard) {
      if (line.n <= before || line.who === 'self' || line.who === 'sound') continue
      const words = new SpeechSynthesisUtterance(line.text)
      words.voice = voice
      words.lang = voice.lang
      words.pitch = PITCH[line.who]
      speechSynthesis.speak(words)
    }
    spoken.current.set(call, heard.at(-1)?.n ?? 0)
  }, [isOn, voice, call, heard])
  // Hung up, another handset in hand, or switched off: nothing goes on talking.
  useEffect(() => {
    if (!isOn || call === undefined) return
    return () => speechSynthesis.cancel()
  }, [isOn, call])
  return voice !== undefined
}

function ownVoice(): SpeechSynthesisVoice | undefined {
  if (!('speechSynthesis' in window)) return undefined
  const own = speechSynthesis.getVoices().filter(voice => voice.localService && voice.lang.startsWith('en'))
  return own.find(voice => voice.lang === 'en-GB') ?? own[0]
}

function watchVoices(watcher: () => void): () => void {
  if (!('speechSynthesis' in window)) return () => {}
  speechSynthesis.addEventListener('voiceschanged', watcher)
  return () => speechSynthesis.removeEventListener('voiceschanged', watcher)
}
