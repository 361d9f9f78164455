import './Unbroken.css'

type Props = {
  words: string
  /** On a page that is read on a telephone: a press on a telephone number rings it. */
  isDialled?: boolean
}

/** A telephone or NHS number, or a date: in two halves on two lines it is misread. */
const WHOLE = /(\+?\d[\d ]{7,}\d|\d{2}-[A-Z][a-z]{2}-\d{4})/

/** Words in which numbers and dates stay on one line. */
export function Unbroken({ words, isDialled = false }: Props) {
  return words.split(WHOLE).map((part, place) => {
    if (place % 2 === 0) return part
    const number = isDialled ? dialled(part) : undefined
    // The parts of one sentence never move.
    const key = `${place} ${part}`
    return number ? (
      <a className="app-unbroken app-dialled" href={`tel:${number}`} key={key}>
        {part}
      </a>
    ) : (
      <span className="app-unbroken" key={key}>
        {part}
      </span>
    )
  })
}

/** As showPhoneNumber writes it. An NHS number has ten digits and is not rung. */
function dialled(part: string): string | undefined {
  const digits = part.replaceAll(' ', '')
  if (/^0\d{10}$/.test(digits)) return `+44${digits.slice(1)}`
  return /^\+\d{7,15}$/.test(digits) ? digits : undefined
}
