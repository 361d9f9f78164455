import type { WhyOpened } from '#shared/patients.ts'
import type { Dice } from './dice.ts'
import type { Organisation, Patient, Town, Worker } from './population.ts'

/** What people do in a month whose work it is. It knows nothing of the rules: who looks at whom follows from the work. */

/** Hours from the first midnight of the month. */
export type Hour = number
export type SimLook = { at: Hour; who: Worker; whom: Patient; why: WhyOpened; snoop?: string }
export type SimCall = { id: string; at: Hour; about: Patient; from: string; skipped: string | null }
export type Month = {
  looks: SimLook[]
  calls: SimCall[]
  tasks: { at: Hour; about: Patient }[]
  written: { at: Hour; about: Patient; by: Worker }[]
}

export const DAYS = 30
const weekdayOf = (n: number) => (n + 35) % 7

/** Thirty days from this one on; those before it are told with a negative day, and are what everybody has behind them. */
export function monthOf(dice: Dice, town: Town, from = 0): Month {
  const month: Month = { looks: [], calls: [], tasks: [], written: [] }
  const isThere = ({ diedOn }: Patient, at: Hour) => diedOn === undefined || diedOn * 24 > at
  const alive = (at: Hour) => town.patients.filter(one => isThere(one, at))
  const staffOf = (kind: Organisation['kind']) => town.organisations.filter(one => one.kind === kind)
  const nurses = staffOf('hub').flatMap(({ staff }) => staff)
  const caseload: WhyOpened = { kind: 'caseload' }
  const look = (at: Hour, who: Worker, whom: Patient, why: WhyOpened = caseload) =>
    month.looks.push({ at, who, whom, why })
  const write = (at: Hour, by: Worker, about: Patient) => month.written.push({ at, about, by })
  const day = (n: number, from = 8.5, to = 18) => n * 24 + dice.between(from, to)

  const call = (at: Hour, who: Worker, about: Patient): void => {
    const id = dice.uuid()
    const skipped = dice.chance(0.015) ? 'The caller could only whisper' : null
    if (dice.chance(0.015)) look(at + 0.02, who, dice.of(alive(at)), { kind: 'call', callId: id }) // the wrong person at first
    look(
      at + 0.05,
      who,
      about,
      skipped ? { kind: 'emergency', reason: skipped, callId: id } : { kind: 'call', callId: id },
    )
    month.calls.push({ id, at, about, from: `+4416329${dice.below(90_000) + 10_000}`, skipped })
    if (dice.chance(0.5)) write(at + 0.2, who, about)
    if (dice.chance(0.2)) month.tasks.push({ at: at + 0.2, about })
    if (!isThere(about, at)) return
    const told = [about.gp, ...about.nurses, ...(about.cns ? [about.cns] : [])]
    if (dice.chance(0.45)) look(at + dice.between(0.3, 14), dice.of(told), about)
  }

  for (let n = from; n < from + DAYS; n += 1) {
    const weekday = weekdayOf(n) < 5
    // The telephone: some thirty calls a day, by six or seven nurses on a shift.
    const shift = dice.some(nurses, 12)
    for (let i = 0; i < 24 + dice.below(14); i += 1) {
      const at = n * 24 + dice.between(0, 24)
      const about = town.patients.filter(one => dice.chance(one.pace)).filter(one => isThere(one, at))
      if (about.length > 0) call(at, dice.of(shift), dice.of(about))
    }
    // A night on which one nurse is alone and everybody rings.
    if ((n + 30) % 10 === 4) {
      const [alone] = shift
      for (let i = 0; alone && i < 13; i += 1) call(n * 24 + 2 + i * 0.12, alone, dice.of(alive(n * 24)))
    }
    for (const one of alive(n * 24)) {
      // Doctors see theirs; a third of the time somebody else of the practice does.
      if (weekday && dice.chance(0.05 + one.pace * 0.12)) {
        const practice = town.organisations.find(({ name }) => name === one.practice)?.staff ?? []
        const doctors = practice.filter(({ role }) => role === 'clinician')
        const who = dice.chance(0.68) ? one.gp : dice.of(doctors)
        const at = day(n)
        look(at, who, one)
        if (dice.chance(0.55)) write(at + 0.3, who, one)
      }
      // Nurses go in, most often one of the three who know the house.
      if (one.nurses.length > 0 && dice.chance(0.08 + one.pace * 0.3)) {
        const team =
          town.organisations.find(({ staff }) => staff.includes(one.nurses[0] as Worker))?.staff ?? []
        const who = dice.chance(0.85)
          ? dice.of(one.nurses)
          : dice.of(team.filter(({ role }) => role === 'clinician'))
        const at = day(n, 8, 20)
        look(at, who, one)
        if (dice.chance(0.65)) write(at + 0.6, who, one)
      }
      if (one.cns && weekday && dice.chance(0.1)) {
        const at = day(n)
        look(at, one.cns, one)
        if (dice.chance(0.7)) write(at + 0.4, one.cns, one)
      }
    }
    meetings(n)
    strangers(n)
  }
  for (const [i, [nurse, whom]] of town.neighbours.entries())
    call((from + 6 + i * 9) * 24 + dice.between(18, 23), nurse, whom)
  afterDeaths()
  return month

  /** The weekly meeting of a practice or the hospice: one reads out, the whole list in an hour. Reception checks the list before. */
  function meetings(n: number): void {
    for (const [i, practice] of staffOf('gp').entries()) {
      if (weekdayOf(n) !== i % 5) continue
      const list = alive(n * 24).filter(one => one.practice === practice.name)
      const doctor = dice.of(practice.staff.filter(({ role }) => role === 'clinician'))
      const clerk = dice.of(practice.staff.filter(({ role }) => role === 'administrator'))
      for (const [k, one] of dice.some(list, 22).entries()) {
        look(n * 24 + 13 + k * 0.04, doctor, one)
        if (dice.chance(0.5)) write(n * 24 + 13.02 + k * 0.04, doctor, one)
        if (dice.chance(0.4)) look(n * 24 + 9 + k * 0.03, clerk, one)
      }
    }
    const [hospice] = staffOf('hospice')
    if (weekdayOf(n) === 2 && hospice) {
      const consultant = hospice.staff[0]
      const list = alive(n * 24).filter(one => one.cns)
      for (const [k, one] of dice.some(list, 18).entries())
        if (consultant) look(n * 24 + 9.5 + k * 0.05, consultant, one)
    }
  }

  /** Those who have nobody on a list: crews, night doctors, the ward. They say why, and each of that is a review of its own. */
  function strangers(n: number): void {
    const ways: [Organisation['kind'], WhyOpened, number][] = [
      ['ambulance', { kind: 'emergency', reason: 'On the doorstep, unresponsive' }, 3],
      ['out_of_hours', { kind: 'claimed', reason: 'Sent by 111 to visit tonight' }, 3],
      ['hospital', { kind: 'claimed', reason: 'Came to the ward this morning' }, 2],
    ]
    for (const [kind, why, most] of ways)
      for (let i = 0; i < dice.below(most + 1); i += 1) {
        const [team] = staffOf(kind)
        if (team) look(day(n, 0, 24), dice.of(team.staff), dice.of(alive(n * 24)), why)
      }
  }

  /** The certificate, a letter to the family, a visit; a call weeks later; and the practice’s review of its deaths. */
  function afterDeaths(): void {
    for (const one of town.patients) {
      if (one.diedOn === undefined) continue
      for (const who of [one.gp, ...one.nurses.slice(0, 1), ...(one.cns ? [one.cns] : [])])
        if (dice.chance(0.7)) look((one.diedOn + dice.between(0.1, 9)) * 24, who, one)
      const bereavement = one.diedOn + 18
      if (bereavement > from && bereavement < from + DAYS && dice.chance(0.6))
        call(bereavement * 24 + 11, dice.of(nurses), one)
      if (one.diedOn < -20 && dice.chance(0.12)) look(day(from + dice.below(DAYS)), one.gp, one)
    }
    month.looks = month.looks.filter(({ at }) => at >= from * 24 && at < (from + DAYS) * 24)
  }
}
