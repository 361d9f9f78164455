import { createContext } from 'react'

/**
 * Whether whoever is on the line may be told who has looked at the record: their name, the answer, and why, in words to the nurse.
 * Nothing where nobody is on the line.
 */
export type Hears = { who: string; may: boolean; because: string }
export const HearsLog = createContext<Hears | undefined>(undefined)
