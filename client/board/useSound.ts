import { useCallback, useEffect, useState } from 'react'
import { type SoundState, testSound, unlockSound } from './sound.ts'

/** Whether this page can ring. The first gesture after a (re)load unlocks it; `test` lets the nurse hear it. */
export function useSound(): { sound: SoundState; test: () => Promise<void> } {
  const [sound, setSound] = useState<SoundState>('untested')
  const test = useCallback(async () => setSound(await testSound()), [])
  useEffect(() => {
    if (sound !== 'untested') return
    const gesture = async () => setSound(await unlockSound())
    // The whole press, not its beginning: the words about the sound go away with it, and nothing moves under a finger.
    window.addEventListener('click', gesture)
    window.addEventListener('keydown', gesture)
    return () => {
      window.removeEventListener('click', gesture)
      window.removeEventListener('keydown', gesture)
    }
  }, [sound])
  return { sound, test }
}
