/** Where it was allowed, and she looks at another window. The words name nobody: they may be read over a shoulder. */
export function notify(words: string, tag: string): Notification | undefined {
  if (!('Notification' in window) || Notification.permission !== 'granted') return undefined
  if (document.visibilityState === 'visible') return undefined
  const note = new Notification(words, { tag, requireInteraction: true })
  note.onclick = () => {
    window.focus()
    note.close()
  }
  return note
}
