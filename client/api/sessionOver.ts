import { createContext } from 'react'

/** On a page that leaves the screen as soon as nobody is signed in any more: how it is told. Null where something typed has to stay. */
export const SessionOver = createContext<(() => void) | null>(null)
