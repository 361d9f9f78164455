import { createContext } from 'react'

/** Whose record the windows of this part of the page are about; null where a window is about nobody. */
export const DialogAbout = createContext<string | null>(null)
