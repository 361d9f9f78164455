/** In this order: most browsers name the ones that they descend from as well. */
const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/\bEdg(e|A|iOS)?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(Firefox|FxiOS)\//, 'Firefox'],
  [/\b(HeadlessChrome|Chrome|Chromium|CriOS)\//, 'Chrome'],
  [/\bVersion\/\S+ .*Safari\//, 'Safari'],
]
const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bMacintosh\b/, 'Mac'],
  [/\bLinux\b/, 'Linux'],
]
const LONGEST = 400

/**
 * From what kind of device is asked, for the access log: 'Edge on Windows'. Only families, some fifty in all; a version, a model or a
 * language would tell one colleague's telephone from another's. What is no browser is an integration. It is what the asker says: it
 * can be forged, and decides nothing.
 */
export function deviceOf(userAgent: string | undefined): string {
  if (userAgent === undefined || userAgent.trim() === '') return 'unknown'
  const said = userAgent.slice(0, LONGEST)
  if (!said.startsWith('Mozilla/')) return 'integration'
  const among = (table: typeof BROWSERS) => table.find(([sign]) => sign.test(said))?.[1]
  return `${among(BROWSERS) ?? 'another browser'} on ${among(SYSTEMS) ?? 'another system'}`
}
