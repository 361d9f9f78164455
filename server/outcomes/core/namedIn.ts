import { nameWords } from '#server/patients/core/nameWords.ts'
import { otherFormsOf } from '#server/patients/core/nicknames.ts'

/**
 * Names that are words of every day as well: in small letters they name nobody, for there are people called May and Will, and a reason
 * is written in such words.
 */
const EVERYDAY = new Set(
  nameWords(`
    able ally archer art baker banks barber barker bee bell best bird bishop black bloom bond bow bridge bright brook brown bud bull burn
    burns bush butcher butler carpenter carter case cash castle chance chapel chase church clay clear clerk cliff close coal cole cook cooper
    corner cotton court cross crow daisy dale dandy day dean deal dell dolly dot down drake drew driver duke else english eve farm farmer field
    finch fish fisher flint flood flora floss flower ford forest foster fox frank freeman french frost gale gardener gates gay gene gill ginger
    glass glen glover gold golden good grace grant grave graves gray green grey grove guest gull hall ham hand hard hardy hart hawk hay hazel
    head heath heather high hill hitch holly home hood hook hope horn house hunt hunter hurst ice iris irons ivy jay jewel joy judge june keen
    key king kit kitchen kitty knight lad lake lamb land lane law lawn leaf lie lily little lock long lord love low lull major manly marble march
    mark marsh mason mat max may mead mercy merry miles mill miller mills min mine mint miss moon moor more morning moss mountain nail nan nanny
    nat near neat new nick noble noll north nurse oak old olive page paid pain park parker parish parsons pat patience peace peacock pearl peg
    penny pepper pike pip pit plant podge poll pond poor pope porter posy potter pound power price pride priest prince prior proud pru quick rain
    raj ram ray read reader reef rich rider ring rivers road rob robin rock rod room root rose rosy ruby rush sage sale sally salt sand sands
    sandy savage say seal sears self sharp shepherd ship short silver singer single skinner sky small smart smith snow south spring stable stack
    stand star steel stock stone storm strange street strong sue summer summers swan sweet swift tailor tanner tell temple thorn tiger tim town
    trace tricky trust tucker turner twist underwood val vale vie violet von walker wall want ward warden wash waters way weaver week welcome well
    wells west wheat wheeler white wild will wills win winter wise wolf wood woods wool worth wren wright wrong yard young
  `),
)

/**
 * A word of the reason that names one of them, or nothing: by `names`, also those that they go by and those on records that are linked to
 * theirs, and by what people make of these. However it is written; a word of every day is a name where it is written as names are, and
 * then only their own.
 */
export function namedIn(because: string, names: readonly string[]): string | undefined {
  const own = new Set(nameWords(names.join(' ')).filter(word => word.length > 1))
  const forms = new Set([...own].flatMap(otherFormsOf).filter(word => !EVERYDAY.has(word)))
  const isName = (word: string, isAsName: boolean) =>
    (own.has(word) && (isAsName || (word.length > 2 && !EVERYDAY.has(word)))) ||
    (forms.has(word) && (isAsName || word.length > 2))
  return because
    .split(/\s+/u)
    .flatMap(word =>
      (word.replace(/['’]s\b/gu, '').match(/[\p{L}\p{M}'’-]+/gu) ?? []).map(part => ({
        part,
        isAsName: /^\P{L}*\p{Lu}/u.test(word),
      })),
    )
    .find(({ part, isAsName }) => nameWords(part).some(each => isName(each, isAsName)))?.part
}
