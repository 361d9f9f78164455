/** Whether the browser took it: some have no clipboard for us, and some ask and are told no. */
export function copied(text: string): Promise<boolean> {
  if (!navigator.clipboard) return Promise.resolve(false)
  return navigator.clipboard.writeText(text).then(
    () => true,
    () => false,
  )
}
