/**
 * A browser may keep a page that was left, with somebody's record on it and its forms alive, and bring it back by its back button
 * (threat T-09). So a page that is left shows nothing, and one that is brought back begins again: it asks the server.
 */
export function neverFromACache(): void {
  window.addEventListener('pagehide', ({ persisted }) => {
    if (persisted) document.documentElement.hidden = true
  })
  window.addEventListener('pageshow', ({ persisted }) => {
    if (persisted) location.reload()
  })
}
