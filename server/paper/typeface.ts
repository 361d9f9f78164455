import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { inflateSync } from 'node:zlib'
import { create, type Font } from 'fontkit'
import { stretches } from './core/direction.ts'

/** A piece of a row in one font, set at once; `x` from the left end of the row. Lengths are at size 1. */
export type Piece = { text: string; font: Buffer; x: number; width: number }

type Face = { bytes: Buffer; font: Font }

const resolve = createRequire(import.meta.url).resolve
/** In this order: the house's own letters, those it has for the rest of Europe, and a font that has nearly all others. */
const FILES = [
  'atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin',
  'atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-ext',
  'dejavu-sans/files/dejavu-sans-latin',
]
/** In place of a letter that no font has: seen as missing, never left out. */
const MISSING = '\u25af'

export type Typeface = {
  pieces: (row: string, isBold: boolean) => Piece[]
  widthOf: (isBold: boolean) => (text: string) => number
  /** Letters that were asked for and that no font has. */
  lacks: (text: string) => boolean
}

let faces: Record<'normal' | 'bold', Face[]> | undefined

/** The fonts are read once. What was measured of a page's words is forgotten with it. */
export function openTypeface(): Typeface {
  faces ??= { normal: open('400'), bold: open('700') }
  const { normal, bold } = faces
  const known = { normal: new Map<string, number>(), bold: new Map<string, number>() }
  const letters = new Intl.Segmenter('en', { granularity: 'grapheme' })

  function faceOf(letter: string, all: readonly Face[]): Face | undefined {
    return all.find(({ font }) =>
      [...letter].every(mark => isUnseen(mark) || font.hasGlyphForCodePoint(mark.codePointAt(0) ?? 0)),
    )
  }

  function runs(text: string, isBold: boolean): { text: string; face: Face }[] {
    const all = isBold ? bold : normal
    const last = all[all.length - 1]
    if (!last) return []
    const found: { text: string; face: Face }[] = []
    for (const { segment } of letters.segment(text)) {
      const own = faceOf(segment, all)
      const face = own ?? last
      const before = found.at(-1)
      const shown = own ? segment : MISSING
      if (before?.face === face) before.text += shown
      else found.push({ text: shown, face })
    }
    return found
  }

  function widthOf(text: string, isBold: boolean): number {
    const widths = isBold ? known.bold : known.normal
    let width = widths.get(text)
    if (width === undefined) {
      width = runs(text, isBold).reduce((sum, run) => sum + advance(run), 0)
      widths.set(text, width)
    }
    return width
  }

  return {
    pieces: (row, isBold) => {
      const set: Piece[] = []
      let x = 0
      const put = (text: string, at: number) => {
        for (const run of runs(text, isBold)) {
          const width = advance(run)
          set.push({ text: run.text, font: run.face.bytes, x: at, width })
          at += width
        }
      }
      for (const { text, isRightToLeft } of stretches(row)) {
        const width = text.split(/(\s+)/u).reduce((sum, word) => sum + widthOf(word, isBold), 0)
        if (isRightToLeft) {
          let end = x + width
          for (const word of text.split(/(\s+)/u)) {
            end -= widthOf(word, isBold)
            if (word.trim() !== '') put(word, end)
          }
        } else put(text, x)
        x += isRightToLeft ? width : widthOf(text, isBold)
      }
      return set
    },
    widthOf: isBold => text => widthOf(text, isBold),
    lacks: text =>
      [...letters.segment(text)].some(({ segment }) => !faceOf(segment, normal) && segment.trim() !== ''),
  }
}

/** Joins and marks of direction that change how letters stand, and are no letters. */
function isUnseen(mark: string): boolean {
  return /\p{Cf}|\s/u.test(mark)
}

function advance({ text, face }: { text: string; face: Face }): number {
  return face.font.layout(text).advanceWidth / face.font.unitsPerEm
}

function open(weight: '400' | '700'): Face[] {
  return FILES.map(file => {
    const bytes = unpacked(readFileSync(resolve(`@fontsource/${file}-${weight}-normal.woff`)))
    return { bytes, font: create(bytes) as Font } // one font in the file, not a collection
  })
}

/**
 * A web font as the font that it packs: fontkit reads the packed form too, but unpacks a table each time a letter is looked up.
 * Source: W3C, WOFF File Format 1.0, sections 3 to 5.
 */
function unpacked(woff: Buffer): Buffer {
  const count = woff.readUInt16BE(12)
  const power = 2 ** Math.floor(Math.log2(count))
  const head = Buffer.alloc(12 + 16 * count)
  woff.copy(head, 0, 4, 8)
  head.writeUInt16BE(count, 4)
  head.writeUInt16BE(power * 16, 6)
  head.writeUInt16BE(Math.log2(power), 8)
  head.writeUInt16BE((count - power) * 16, 10)
  const parts: Buffer[] = [head]
  let offset = head.length
  for (let n = 0; n < count; n += 1) {
    const from = 44 + 20 * n
    const to = 12 + 16 * n
    const [start, packed, length] = [
      woff.readUInt32BE(from + 4),
      woff.readUInt32BE(from + 8),
      woff.readUInt32BE(from + 12),
    ]
    const stored = woff.subarray(start, start + packed)
    const table = packed < length ? inflateSync(stored) : stored
    woff.copy(head, to, from, from + 4)
    woff.copy(head, to + 4, from + 16, from + 20)
    head.writeUInt32BE(offset, to + 8)
    head.writeUInt32BE(length, to + 12)
    const whole = Buffer.concat([table], Math.ceil(length / 4) * 4)
    parts.push(whole)
    offset += whole.length
  }
  return Buffer.concat(parts)
}
