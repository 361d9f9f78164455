/** Gives a file to the browser to keep, under a name that says nothing about anybody. */
export function saveFile(file: Blob, name: string): void {
  const address = URL.createObjectURL(file)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // A browser that is slow to begin still reads from it: it is let go a moment later.
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}
