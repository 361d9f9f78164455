import PDFDocument from 'pdfkit'
import { NOT_ALL_FITS } from '#shared/summaryWords.ts'
import { type Fitted, fitIn, LEADING } from './core/fitIn.ts'
import { looks, type Page } from './core/page.ts'
import { wrap } from './core/wrap.ts'
import { openTypeface, type Typeface } from './typeface.ts'

/** A4 in points, and nine millimetres of white around it, which every printer leaves. */
const A4 = { width: 595.28, height: 841.89 }
const MARGIN = 26
const GAP = 18
const WIDTH = A4.width - 2 * MARGIN
const [INK, QUIET, RULE] = ['#000000', '#3d4650', '#8a929a']
const MISSING_LETTERS = 'Letters that cannot be printed here stand as \u25af: read them on the screen.'

type Doc = PDFKit.PDFDocument
type Text = { text: string; isBold: boolean; size: number; x: number; top: number; colour?: string }

/**
 * One side of A4 as a PDF: tagged, titled, its fonts within it. `at` is when it was made (ISO 8601).
 * Source of the tags: ISO 14289-1 (PDF/UA-1).
 */
export async function drawPage(page: Page, at: string): Promise<Buffer> {
  const face = openTypeface()
  const doc = new PDFDocument({
    size: [A4.width, A4.height],
    margin: 0,
    pdfVersion: '1.7',
    tagged: true,
    displayTitle: true,
    lang: 'en-GB',
    subset: 'PDF/UA' as 'PDF/A-1', // newer than the library's types
    info: {
      Title: page.title,
      Author: page.ring.line,
      Creator: 'Goldthread',
      Producer: 'Goldthread',
      CreationDate: new Date(at),
    },
    font: null as unknown as string, // none of the fonts that every reader is supposed to have: ours are within
  })
  const done = collected(doc)
  const whole = doc.struct('Document')
  doc.addStructure(whole)
  const pen = penOn(doc, whole, face)

  const top = drawHead(page, pen)
  const foot = footRows(page, face)
  const lacking = lettersLack(page, face) ? [MISSING_LETTERS] : []
  const reserved = (foot.length + 2) * FOOT_SIZE * LEADING + 8
  const bottom = A4.height - MARGIN - reserved
  const width = (WIDTH - GAP) / 2
  const fitted = fitIn(page.parts, { columns: 2, width, height: bottom - top, widthOf: face.widthOf })
  drawColumns(fitted, { pen, top, width })
  const notes = [...(fitted.isWhole ? [] : [NOT_ALL_FITS]), ...lacking]
  drawFoot([...notes, ...foot], notes.length, pen)
  whole.end()
  doc.end()
  return done
}

type Pen = ReturnType<typeof penOn>

function penOn(doc: Doc, whole: PDFKit.PDFStructureElement, face: Typeface) {
  return {
    face,
    /** One tagged element of these texts, in the order in which they are read. */
    put: (tag: 'H1' | 'H2' | 'P', texts: readonly Text[]) => {
      const draw = texts.map(text => () => write(doc, face, text))
      whole.add(doc.struct(tag, {}, draw))
    },
    rule: (x: number, y: number, width: number) => {
      doc.markContent('Artifact', { type: 'Layout' })
      doc
        .moveTo(x, y)
        .lineTo(x + width, y)
        .lineWidth(0.5)
        .stroke(RULE)
      doc.endMarkedContent()
    },
  }
}

function write(doc: Doc, face: Typeface, { text, isBold, size, x, top, colour = INK }: Text): void {
  for (const piece of face.pieces(text, isBold)) {
    doc
      .font(piece.font as unknown as PDFKit.Mixins.PDFFontSource)
      .fontSize(size)
      .fillColor(colour)
    // Fonts differ in how far they reach up: letters of all stand on one line.
    doc.text(piece.text, x + piece.x * size, top + size * 0.95, { lineBreak: false, baseline: 'alphabetic' })
  }
}

const NAME_SIZE = 17
const FACTS_SIZE = 9.5
const RING_WIDTH = 150

function drawHead(page: Page, pen: Pen): number {
  const width = WIDTH - RING_WIDTH - GAP
  const rows = (text: string, isBold: boolean, size: number) =>
    wrap(text, { width, size, widthOf: pen.face.widthOf(isBold) })
  let top = MARGIN
  const put = (tag: 'H1' | 'P', text: string, isBold: boolean, size: number, most: number) => {
    const set = rows(text, isBold, size).slice(0, most)
    const texts = set.map((row, n) => ({ text: row, isBold, size, x: MARGIN, top: top + n * size * LEADING }))
    pen.put(tag, texts)
    top += set.length * size * LEADING
  }
  put('H1', page.name, true, NAME_SIZE, 3)
  put('P', page.facts, false, FACTS_SIZE, 3)
  const x = A4.width - MARGIN - RING_WIDTH
  const ringRows = wrap(page.ring.line, {
    width: RING_WIDTH,
    size: 8,
    widthOf: pen.face.widthOf(false),
  }).slice(0, 2)
  const number = {
    text: page.ring.number,
    isBold: true,
    size: 15,
    x,
    top: MARGIN + ringRows.length * 8 * LEADING,
  }
  pen.put('P', [
    ...ringRows.map((text, n) => ({ text, isBold: false, size: 8, x, top: MARGIN + n * 8 * LEADING })),
    number,
  ])
  top = Math.max(top, number.top + 15 * LEADING)
  for (const warning of page.warnings) put('P', `△ ${warning}`, true, FACTS_SIZE, 3)
  pen.rule(MARGIN, top + 3, WIDTH)
  return top + 9
}

function drawColumns(fitted: Fitted, { pen, top, width }: { pen: Pen; top: number; width: number }): void {
  for (const [n, column] of fitted.columns.entries()) {
    const x = MARGIN + n * (width + GAP)
    for (const placed of column) {
      const { text, size } = placed
      if (placed.kind === 'title') {
        pen.put('H2', [{ text, isBold: true, size, x, top: top + placed.top, colour: QUIET }])
        pen.rule(x, top + placed.top + size * LEADING + 0.5, width)
      } else {
        const { isBold, isQuiet } = looks[placed.look]
        pen.put('P', [{ text, isBold, size, x, top: top + placed.top, colour: isQuiet ? QUIET : INK }])
      }
    }
  }
}

const FOOT_SIZE = 7.5

function footRows({ foot }: Page, face: Typeface): string[] {
  return wrap(foot, { width: WIDTH, size: FOOT_SIZE, widthOf: face.widthOf(false) }).slice(0, 5)
}

function drawFoot(rows: readonly string[], bold: number, pen: Pen): void {
  const top = A4.height - MARGIN - rows.length * FOOT_SIZE * LEADING
  pen.rule(MARGIN, top - 3, WIDTH)
  for (const [n, text] of rows.entries())
    pen.put('P', [
      {
        text,
        isBold: n < bold,
        size: FOOT_SIZE,
        x: MARGIN,
        top: top + n * FOOT_SIZE * LEADING,
        colour: QUIET,
      },
    ])
}

function lettersLack(page: Page, face: Typeface): boolean {
  const texts = [
    page.name,
    page.facts,
    ...page.parts.flatMap(({ items }) => items.flat().map(({ text }) => text)),
  ]
  return texts.some(face.lacks)
}

function collected(doc: Doc): Promise<Buffer> {
  const parts: Buffer[] = []
  return new Promise((resolve, reject) => {
    doc.on('data', (part: Buffer) => parts.push(part))
    doc.on('end', () => resolve(Buffer.concat(parts)))
    doc.on('error', reject)
  })
}
