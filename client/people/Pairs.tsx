import { useCallback, useRef, useState } from 'react'
import { useListLoaded, Withheld } from '#client/access/ListIsOld.tsx'
import { call } from '#client/api/call.ts'
import { CallFailed } from '#client/api/callFailed.ts'
import { useLoad } from '#client/api/useLoad.ts'
import { useListsTold } from '#client/live/useListsTold.ts'
import { Button } from '#client/ui/Button.tsx'
import { showDate } from '#client/ui/core/when.ts'
import { NotLoaded } from '#client/ui/NotLoaded.tsx'
import { Skeleton } from '#client/ui/Skeleton.tsx'
import { Tag } from '#client/ui/Tag.tsx'
import { useFocusIfGone } from '#client/ui/useFocusIfGone.ts'
import { useFocusIfLost } from '#client/ui/useFocusIfLost.ts'
import type { PairOfRecords, PairPlace } from '#shared/links.ts'
import { routes } from '#shared/routes.ts'
import { ProposeLink } from './ProposeLink.tsx'
import { SideBySide } from './SideBySide.tsx'

type Props = { onProposed: () => void }

/** Which two records of the line may be of one person. Each pair that is shown is a look at both, and so only at a press. */
export function Pairs({ onProposed }: Props) {
  const { pairs, next, isBusy, says, look, isWithheld } = usePairs()
  useFocusIfGone('pairs-looked')
  return (
    <section className="app-stack" aria-labelledby="pairs">
      <h3 id="pairs">Records that may be of one person</h3>
      <p className="app-quiet">
        The same birth date and nearly the same name, or the same name with the same telephone or postcode.
        Everybody who is shown sees in their log that you looked.
      </p>
      {isWithheld ? <Withheld /> : null}
      <div hidden={isWithheld}>
        {pairs.length > 0 ? (
          <ul className="app-stack">
            {pairs.map(pair => (
              <PairCard
                key={`${pair.one.patientId} ${pair.two.patientId}`}
                pair={pair}
                onProposed={onProposed}
              />
            ))}
          </ul>
        ) : null}
      </div>
      <div className="app-row" id="pairs-looked" role="status" tabIndex={-1}>
        {next === null ? (
          <p>{pairs.length === 0 ? 'There is no such pair on the line.' : 'There are no more.'}</p>
        ) : next !== 'not asked' && pairs.length === 0 ? (
          <p>None among those looked through so far.</p>
        ) : null}
        {says ? <b>{says}</b> : null}
      </div>
      {next === null ? null : (
        <div className="app-row">
          <Button disabled={isBusy} onClick={() => void look()}>
            {isBusy ? 'Looking…' : next === 'not asked' ? 'Look through the records' : 'Look further'}
          </Button>
        </div>
      )}
    </section>
  )
}

type Page = { query: PairPlace | undefined; pairs: readonly PairOfRecords[]; next: PairPlace | null }

/** The pages that were looked at, one by one; each is asked for again where it may be another now. */
function usePairs() {
  const [pages, setPages] = useState<readonly Page[]>([])
  const [isBusy, setBusy] = useState(false)
  const [says, setSays] = useState<string | null>(null)
  const shown = useRef(pages)
  shown.current = pages
  const last = pages.at(-1)
  const next = last ? last.next : 'not asked'

  const load = useCallback(async (before: readonly Page[], queries: readonly (PairPlace | undefined)[]) => {
    setBusy(true)
    setSays(null)
    try {
      const loaded = [...before]
      for (const query of queries)
        loaded.push({ query, ...(await call(routes.pairs, { query: query ?? {} })) })
      setPages(loaded)
    } catch (error) {
      if (!(error instanceof CallFailed)) throw error
      setSays(
        shown.current.length > before.length ? `${error.message} What is shown may be old.` : error.message,
      )
    } finally {
      setBusy(false)
    }
  }, [])

  const again = useCallback(() => {
    const queries = shown.current.map(({ query }) => query)
    void load([], queries)
  }, [load])
  const isWithheld = useListsTold({
    again: pages.length > 0 ? again : isBusy ? undefined : null,
    isAsking: isBusy,
  })
  return {
    pairs: pages.flatMap(page => page.pairs),
    next,
    isBusy,
    says,
    look: () => load(pages, [next === 'not asked' || next === null ? undefined : next]),
    isWithheld,
  }
}

function PairCard({ pair, onProposed }: { pair: PairOfRecords } & Props) {
  const { one, two, same, differences } = pair
  const [isLooking, setLooking] = useState(false)
  const [isProposed, setProposed] = useState(false)
  const proposed = `proposed-${one.patientId}-${two.patientId}`
  useFocusIfLost(proposed, isProposed)
  const named = ({ name, birthDate }: PairOfRecords['one']) =>
    `${name}${birthDate ? `, born ${showDate(birthDate)}` : ''}`
  return (
    <li className="app-people__card">
      <p>
        <b>{named(one)}</b> <span className="app-quiet">and</span> <b>{named(two)}</b>
      </p>
      <p className="app-small">
        = {same.join(', ')}
        {differences.length > 0 ? ` · ≠ ${differences.join(', ')}` : ''}
      </p>
      {isProposed ? (
        <div role="status" id={proposed} tabIndex={-1}>
          <Tag tone="well">Proposed</Tag> A colleague looks at both and confirms it.
        </div>
      ) : (
        <div className="app-row">
          <Button aria-expanded={isLooking} onClick={() => setLooking(!isLooking)}>
            Look at both side by side
          </Button>
        </div>
      )}
      {isLooking && !isProposed ? (
        <>
          <Beside pair={pair} />
          <ProposeLink
            one={{ patientId: one.patientId, says: named(one) }}
            two={{ patientId: two.patientId, says: named(two) }}
            onDone={() => {
              setProposed(true)
              onProposed()
            }}
          />
        </>
      ) : null}
    </li>
  )
}

function Beside({ pair: { one, two } }: { pair: PairOfRecords }) {
  const params = { patientId: one.patientId, otherId: two.patientId }
  const loaded = useLoad(`beside ${one.patientId} ${two.patientId}`, signal =>
    call(routes.pairBeside, { params, signal }),
  )
  const isWithheld = useListLoaded(loaded)
  if (loaded.kind === 'loading') return <Skeleton lines={5} label="Opening both…" />
  if (loaded.kind === 'failed') return <NotLoaded title="They could not be opened." failed={loaded} />
  return isWithheld ? <Withheld /> : <SideBySide beside={loaded.value} title="Both records" />
}
