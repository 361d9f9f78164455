import { liveConsole } from '#tests/support/browser.ts'
import { listedOf, NEVER, SEALED } from './closedStates.ts'
import { ALL, type Asked, ask, BODIES, CANARY, type Ids, nobody, together } from './everyAsk.ts'
import type { SharedHouse } from './sharedHouse.ts'

/** They would open the record: what they answer is theirs to answer. */
const OPENERS = ['claimPerson', 'breakGlass']
/** Open what is sealed, one section at a time, for a reason that is in the log. */
export const UNSEAL = ['openSealed', 'openSealedShared']
/** `summary`, drawn: no word of it can be found as it is sent. What it holds is read in summaryPdf.test.ts. */
export const DRAWN = ['summaryPdf', 'summaryPdfForCall']
/** They close the record, or part of it, to others too: asked last, each time of a person of its own. */
const NARROWS = ['withdrawSharingShared', 'limitSharingShared', 'leaveCaseload']
export const ROUTES = ALL.filter(
  ([name]) => !OPENERS.includes(name) && !['choosePassword', 'provePassword'].includes(name),
).toSorted(([a], [b]) => Number(NARROWS.includes(a)) - Number(NARROWS.includes(b)))

export type Asking = (typeof ROUTES)[number]
export const isReading = ([, { method }]: Asking) => method === 'GET'

/** The ids of this state among those of nobody, and the routes that can tell it from another: what names nobody is asked once. */
export function routesAbout(real: Partial<Ids>): { ids: Ids; entries: Asking[] } {
  const ids = { ...nobody(), ...real }
  const named = Object.values(real)
  const entries = ROUTES.filter(([name, { path }]) => {
    const inPath = [...path.matchAll(/:(\w+)/g)].map(([, key]) => key as keyof Ids)
    const inBody = JSON.stringify(BODIES[name]?.(ids) ?? {})
    return inPath.some(key => key in real) || named.some(id => inBody.includes(id))
  })
  return { ids, entries }
}

const NOT_BESIDE = new RegExp(`${NEVER.source}|Ill-`)
/**
 * What may not stand in an answer to whoever decides: whose record it is, for which she reads it, but nothing that is sealed; whether two
 * are one person, for which she is shown names and homes, and nothing clinical.
 */
const TO_DECIDE: Readonly<Record<string, Readonly<Record<string, RegExp>>>> = {
  lead: { disputedItems: new RegExp(SEALED), pairBeside: NOT_BESIDE, linkBeside: NOT_BESIDE },
}
type Closed = { isAsNobody: (entry: Asking) => boolean; isWhole?: boolean }

/** Asks every route about somebody, as somebody of this house. */
export function crawling(of: () => SharedHouse) {
  /** What nobody at all is answered, once for each who asks and each route. */
  const answers = new Map<string, Promise<Asked>>()
  const nobodyOf = (who: string, [name, route]: Asking) => {
    const key = `${who} ${name}`
    const known = answers.get(key) ?? ask(of(), who, name, route, nobody())
    answers.set(key, known)
    return known
  }

  /**
   * What these routes tell her of somebody who is closed to her, a line for each; where `isAsNobody`, no more than of nobody. What her
   * role does not include is refused before anything is read: it is asked of one person (`isWhole`), and of nobody.
   */
  async function told(who: string, ids: Ids, asked: readonly Asking[], { isAsNobody, isWhole }: Closed) {
    const each = await together(asked, async entry => {
      const [name, route] = entry
      const none = await nobodyOf(who, entry)
      if (none.whole.includes('Your role does not include this') && !isWhole) return []
      const theirs = await ask(of(), who, name, route, ids)
      const isNone = isAsNobody(entry)
      const toDecide = TO_DECIDE[who]?.[name]
      const isTold = (text: string) =>
        toDecide ? toDecide.test(text) : NEVER.test(text) || listedOf(ids.patientId).test(text)
      const says = (what: string, isSo: boolean) => (isSo ? [`${who} ${name} ${what}`] : [])
      const [toHer, ofNobody] = [theirs, none].map(({ status, said }) => JSON.stringify([status, said]))
      return [
        ...says(`tells ${theirs.whole}`, isTold(theirs.whole) || (isNone && theirs.whole.includes(CANARY))),
        ...says(`answers ${theirs.status}`, theirs.status >= 500),
        ...says(
          `${toHer}, and of nobody ${ofNobody}`,
          isNone && route.path.includes(':patientId') && toHer !== ofNobody,
        ),
      ]
    })
    return each.flat()
  }

  const listens = (who: string, id: string) => {
    const { url } = of().small
    return liveConsole(`${url}?record=${id}`, of().as(who).at.cookie, { origin: url })
  }

  return { nobodyOf, told, listens }
}
