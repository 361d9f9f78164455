import type { WhyOpened } from '#shared/patients.ts'
import type { Dice } from './dice.ts'
import type { Patient, Town, Worker } from './population.ts'
import { DAYS, type Hour, type Month } from './work.ts'

/**
 * Twenty who look without a reason, as the cases that came before tribunals and regulators have it: relatives, neighbours, a former
 * partner, somebody known from the newspaper, lists taken away. Some choose a quiet moment and some do not.
 */
export function plant(dice: Dice, town: Town, month: Month): string[] {
  const planted: string[] = []
  const used = new Set<string>()
  const at = (): Hour => dice.below(DAYS - 2) * 24 + dice.between(8.5, 19)
  const caseload: WhyOpened = { kind: 'caseload' }
  const living = town.patients.filter(({ diedOn }) => diedOn === undefined)
  const quiet = living.filter(({ pace }) => pace < 0.2)
  const busy = living.filter(({ pace }) => pace > 0.6)

  const fresh = <T extends { id: string }>(all: readonly T[]): T => {
    const one = dice.of(all.filter(({ id }) => !used.has(id)))
    used.add(one.id)
    return one
  }
  /** Whoever of the practice is not the person's own doctor, and bears another name unless a name is what it is about. */
  const atPractice = (whom: Patient, role: Worker['role'] = 'administrator') =>
    fresh(
      town.workers.filter(
        one => one.organisation === whom.practice && one.role === role && one.id !== whom.gp.id,
      ),
    )
  const nurse = () => fresh(town.workers.filter(({ role }) => role === 'coordinator'))
  const add = (
    name: string,
    who: Worker,
    whom: Patient,
    times: readonly Hour[],
    why: WhyOpened = caseload,
  ) => {
    planted.push(`${name}|${who.id}|${whom.id}`)
    for (const time of times) month.looks.push({ at: time, who, whom, why, snoop: name })
  }

  for (let i = 0; i < 3; i += 1) {
    const whom = fresh(living)
    const who = Object.assign(atPractice(whom), { street: whom.street, isGiven: true })
    add(`neighbour ${i + 1}`, who, whom, [at()])
  }
  for (let i = 0; i < 2; i += 1) {
    const whom = fresh(i === 0 ? quiet : living)
    const who = Object.assign(atPractice(whom), { street: whom.street, isGiven: false })
    add(`neighbour whose street we do not have ${i + 1}`, who, whom, [at()])
  }
  for (let i = 0; i < 4; i += 1) {
    const whom = fresh(i < 2 ? quiet : busy)
    const who = atPractice(whom, i % 2 === 0 ? 'administrator' : 'clinician')
    who.name = who.name.replace(who.family, whom.name.family)
    who.family = whom.name.family
    add(`relative ${i + 1}`, who, whom, [at()])
  }
  {
    const whom = fresh(living)
    const who = Object.assign(atPractice(whom), {
      birth: whom.birth,
      isGiven: true,
      family: whom.name.family,
    })
    who.name = `${whom.name.given} ${whom.name.family}`
    add('own record', who, whom, [at()])
  }
  for (let i = 0; i < 2; i += 1) {
    // In the call of somebody else she says "wrong person" when she has seen enough.
    const taken = dice.of(month.calls.filter(({ skipped }) => !skipped))
    add(`in another’s call ${i + 1}`, nurse(), fresh(quiet), [taken.at + 0.02], {
      kind: 'call',
      callId: taken.id,
    })
  }
  for (const [i, whom] of [fresh(quiet), fresh(busy)].entries()) {
    const first = dice.below(6) * 24 + 20
    add(
      `former partner ${i + 1}`,
      atPractice(whom, 'clinician'),
      whom,
      [0, 5, 9, 14, 20].map(n => first + n * 24),
    )
  }
  for (const [i, count] of [45, 34].entries()) {
    const whom = fresh(living)
    const who = atPractice(whom, i === 0 ? 'administrator' : 'clinician')
    const from = at()
    planted.push(`harvest ${i + 1}|${who.id}|many`)
    for (const [k, one] of dice.some(living, count).entries())
      month.looks.push({ at: from + k * 0.015, who, whom: one, why: caseload, snoop: `harvest ${i + 1}` })
  }
  for (let i = 0; i < 2; i += 1) {
    const whom = fresh(town.patients.filter(({ diedOn }) => diedOn !== undefined && diedOn < -30))
    add(`after the funeral ${i + 1}`, atPractice(whom), whom, [at()])
  }
  {
    const taken = dice.of(month.calls)
    const why: WhyOpened = { kind: 'emergency', reason: 'No time for questions', callId: taken.id }
    add('without the checks', nurse(), fresh(quiet), [taken.at + 0.05], why)
  }
  {
    const [who, whom, time] = [nurse(), fresh(quiet), at()]
    const id = dice.uuid()
    month.calls.push({ id, at: time, about: whom, from: who.phone ?? '', skipped: null })
    add('rang herself', who, whom, [time + 0.03], { kind: 'call', callId: id })
  }
  return planted
}
