import { getDocument, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs'

export type ReadPdf = {
  pages: number
  /** Points: 'x y width height' of the paper. */
  paper: number[]
  title: string
  language: string
  /** All the words in the order in which they stand in the file, one space between. */
  words: string
  /** The right-most and the lowest end of anything written, in points from the left and from the bottom. */
  reach: { right: number; bottom: number; top: number }
  tags: string[]
  /** Fonts that the file names, and those that are within it. */
  fonts: { named: number; within: number }
}

/** Reads a PDF as a reader of another maker does: what is in it, and not what was meant to be. */
export async function readPdf(pdf: Uint8Array): Promise<ReadPdf> {
  const document = await getDocument({ data: new Uint8Array(pdf), verbosity: VerbosityLevel.ERRORS }).promise
  const { info } = await document.getMetadata()
  const page = await document.getPage(1)
  const { items } = await page.getTextContent()
  const texts = items.flatMap(item => ('str' in item && item.str.trim() !== '' ? [item] : []))
  const raw = Buffer.from(pdf).toString('latin1')
  const about = info as Record<string, string> // a bag of what the file says of itself
  const read = {
    pages: document.numPages,
    paper: page.view,
    title: about.Title ?? '',
    language: about.Language ?? '',
    words: texts
      .map(({ str }) => str)
      .join(' ')
      .replace(/\s+/g, ' '),
    reach: {
      right: Math.max(...texts.map(({ transform, width }) => transform[4] + width)),
      bottom: Math.min(...texts.map(({ transform }) => transform[5])),
      top: Math.max(...texts.map(({ transform }) => transform[5])),
    },
    tags: tagsOf(await page.getStructTree()),
    fonts: {
      named: raw.match(/\/Type \/FontDescriptor/g)?.length ?? 0,
      within: raw.match(/\/FontFile2 /g)?.length ?? 0,
    },
  }
  await document.loadingTask.destroy()
  return read
}

function tagsOf(node: unknown): string[] {
  if (typeof node !== 'object' || node === null || !('role' in node) || !('children' in node)) return []
  return [String(node.role), ...(node.children as unknown[]).flatMap(tagsOf)] // pdfjs: children is a list
}
