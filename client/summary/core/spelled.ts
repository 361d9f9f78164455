const WORDS =
  'Alfa Bravo Charlie Delta Echo Foxtrot Golf Hotel India Juliett Kilo Lima Mike November Oscar Papa Quebec Romeo Sierra Tango Uniform Victor Whiskey X-ray Yankee Zulu'
const SPELLED = new Map(WORDS.split(' ').map(word => [word.slice(0, 1), word]))

/** 'HN7' as 'Hotel November 7': how crews spell over a bad line, where B, D and P sound alike. */
export function spelled(code: string): string {
  return [...code].map(sign => SPELLED.get(sign) ?? sign).join(' ')
}
