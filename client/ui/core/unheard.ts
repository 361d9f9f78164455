/** Why a page can send nothing and hears nothing new. */
export type Unheard = 'not_heard' | 'signed_out'

type Words = {
  title: string
  /** The title of the page, for whoever looks at another window. */
  tab: string
  /** Beside what cannot be pressed; the way to sign in follows. */
  wait: string
  /** On the button itself. */
  notNow: string
  /** Of a line that is lost. */
  rejoin: string
  /** When what is shown is read again. */
  readAgain: string
}

/** In the same words wherever it is said: whoever is told to wait for the server does not sign in. */
export const UNHEARD_WORDS: Readonly<Record<Unheard, Words>> = {
  not_heard: {
    title: 'We cannot hear the server',
    tab: 'Server not heard',
    wait: 'We cannot hear the server: wait.',
    notNow: 'Not now: we cannot hear the server',
    rejoin: 'You can rejoin when we hear the server again.',
    readAgain: 'as soon as the server is back',
  },
  signed_out: {
    title: 'You have been signed out',
    tab: 'Signed out',
    wait: 'You have been signed out.',
    notNow: 'Not now: you have been signed out',
    rejoin: 'You can rejoin when you are signed in again.',
    readAgain: 'as soon as you are signed in again',
  },
}
