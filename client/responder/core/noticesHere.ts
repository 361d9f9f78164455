/** What this browser can do about notices, and what it was told to. */
export type Browser = {
  /** It has workers, notices, and a way for its maker's service to reach it. */
  isAble: boolean
  /** An iPhone or iPad: able once the page is on the home screen, and only there. */
  isApple: boolean
  permission: 'default' | 'granted' | 'denied'
}

/** `cannot` and `no_key`: nothing here changes it. */
export type Here = 'no_key' | 'home_screen' | 'cannot' | 'blocked' | 'off' | 'on'

/** How it stands with notices on this telephone. `isTold`: the house has said that it tells them here. */
export function standsHere(
  key: string | null,
  { isAble, isApple, permission }: Browser,
  isTold: boolean,
): Here {
  if (key === null) return 'no_key'
  if (!isAble) return isApple ? 'home_screen' : 'cannot'
  if (permission === 'denied') return 'blocked'
  return isTold && permission === 'granted' ? 'on' : 'off'
}
