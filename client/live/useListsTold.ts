import { useCallback, useContext, useEffect, useRef, useState } from 'react'
import { LiveContext } from './LiveProvider.tsx'
import { useInSight } from './useInSight.ts'
import { OneSocket } from './usePageSocket.ts'
import { useServerHeard } from './useServerHeard.ts'

/** Words that come together are one question, and of many in a row no more than this are asked: each is a look at everybody on the list. */
const TOGETHER_MS = 150
const APART_MS = 700
/** A page that comes back into sight has heard of every change. What is older than this is asked for all the same. */
const OLD_MS = 10 * 60_000

type List = {
  /** Asks for it again; undefined while it is asked for the first time, null while nobody is listed. */
  again: (() => void) | undefined | null
  /** A newer answer is on its way, or did not come. */
  isAsking: boolean
}

/**
 * Asks for a list of people again when the server says that it may be another now, when the server is heard again after a silence, and when
 * the page is seen again after long. Where nobody sees the page nothing is asked, which would be a look of nobody: the list is withheld
 * until it is seen. Returns whether it is.
 */
export function useListsTold({ again, isAsking }: List): boolean {
  const [isTurned, setTurned] = useState(false)
  const [isWithheld, withhold] = useState(false)
  const [, seenTimes] = useState(0)
  const askedAt = useRef(Date.now())
  const turned = useCallback(() => {
    setTurned(true)
    if (document.visibilityState === 'hidden') withhold(true)
  }, [])

  const page = useContext(OneSocket)?.onListsTurned
  const board = useContext(LiveContext)?.onListsTurned
  useEffect(() => (page ?? board)?.(turned), [page, board, turned])

  const { isStale } = useServerHeard()
  const wasStale = useRef(isStale)
  useEffect(() => {
    if (wasStale.current && !isStale) turned()
    wasStale.current = isStale
  }, [isStale, turned])

  const seen = useCallback(() => {
    if (Date.now() - askedAt.current > OLD_MS) turned()
    seenTimes(n => n + 1)
  }, [turned])
  useInSight(seen)

  const isSeen = document.visibilityState !== 'hidden'
  useEffect(() => {
    if (!isTurned || !again || !isSeen) return
    const ask = setTimeout(
      () => {
        askedAt.current = Date.now()
        setTurned(false)
        again()
      },
      Math.max(TOGETHER_MS, askedAt.current + APART_MS - Date.now()),
    )
    return () => clearTimeout(ask)
  }, [isTurned, again, isSeen])

  useEffect(() => {
    if (isTurned && again === null) setTurned(false)
    if (!isTurned && !isAsking) withhold(false)
  }, [isTurned, isAsking, again])
  return isWithheld
}
