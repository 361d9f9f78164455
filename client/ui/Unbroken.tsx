/** A telephone or NHS number, or a date: in two halves on two lines it is misread. */
const WHOLE = /(\+?\d[\d ]{7,}\d|\d{2}-[A-Z][a-z]{2}-\d{4})/

/** Words in which numbers and dates stay on one line. */
export function Unbroken({ words }: { words: string }) {
  return words.split(WHOLE).map((part, place) =>
    place % 2 === 0 ? (
      part
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one sentence never move
      <span className="app-unbroken" key={place}>
        {part}
      </span>
    ),
  )
}
