export type Decoded = { text: string; encoding: string }

const decoder = (label: string, fatal = false) => new TextDecoder(label, { fatal, ignoreBOM: false })

/**
 * The text of a file, and how it was read. UTF-8 is recognised by its mark or by being well-formed throughout; text that is not is
 * taken for Windows-1252, which a spreadsheet in Britain writes and in which every byte is some letter.
 */
export function decode(bytes: Uint8Array): Decoded {
  const [first, second, third] = bytes
  if (first === 0xff && second === 0xfe)
    return { text: decoder('utf-16le').decode(bytes), encoding: 'UTF-16' }
  if (first === 0xfe && second === 0xff)
    return { text: decoder('utf-16be').decode(bytes), encoding: 'UTF-16' }
  const hasMark = first === 0xef && second === 0xbb && third === 0xbf
  try {
    return { text: decoder('utf-8', true).decode(bytes), encoding: hasMark ? 'UTF-8 with a mark' : 'UTF-8' }
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    return { text: decoder('windows-1252').decode(bytes), encoding: 'Windows-1252' }
  }
}
