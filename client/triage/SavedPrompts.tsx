import { results, type SavedTriage } from '#shared/triageTaken.ts'
import { sayTarget } from './core/writeLog.ts'

/** Of a past call: by which prompts it was asked, what was suggested, and what she chose. What was ticked stands in what was found. */
export function SavedPrompts({ triage }: { triage: SavedTriage | null | undefined }) {
  if (!triage) return null
  return <p className="app-small">{sayTriage(triage)}</p>
}

export function sayTriage({ used, suggested, chosen, override }: SavedTriage): string {
  const asked = used.map(
    ({ title, version, isStarter }) =>
      `${title} (${isStarter ? `starter ${version}, unverified` : `version ${version}`})`,
  )
  const words = [
    ...(asked.length > 0 ? [`Prompts: ${asked.join(', ')}`] : []),
    `suggested ${results[suggested.result].text.toLowerCase()}, ${sayTarget(suggested.urgency)}`,
    ...(override ? [`chosen ${override.way}: ${sayTarget(chosen)}, because ${override.because}`] : []),
  ].join('; ')
  return words.slice(0, 1).toUpperCase() + words.slice(1)
}
