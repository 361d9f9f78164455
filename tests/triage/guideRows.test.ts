import { describe, expect, test } from 'vitest'
import { starters } from '#server/triage/starters.ts'
import type { Urgency } from '#shared/urgency.ts'

// What each row of the guide asks, calls red or amber, and says to the caller: no row loses one of them unnoticed.
// Source: domain guide 3.3, 3.4, 3.5. What is red there is held with how soon at the latest.
type Row = {
  name: string
  reds: readonly (readonly [RegExp, Urgency])[]
  ambers?: readonly RegExp[]
  advice: readonly RegExp[]
}

const SYMPTOMS: readonly Row[] = [
  {
    name: 'pain',
    reds: [
      [/sudden and severe/i, 'U1'],
      [/back pain with weak legs, numbness, or change of bladder or bowel/i, 'U1'],
      [/chest pain, and treatment may be wanted/i, 'U0'],
      [/pinpoint pupils.*hard to rouse.*opioid/i, 'U0'],
    ],
    ambers: [
      /three or more extra doses in 4 hours/i,
      /more than six extra doses in 24 hours/i,
      /cannot swallow/i,
    ],
    advice: [/charted|written/i],
  },
  {
    name: 'breathlessness',
    reds: [
      [/harsh noise breathing in/i, 'U0'],
      [/suddenly/i, 'U0'],
      [/face or arms swollen, veins/i, 'U1'],
      [/choking/i, 'U0'],
    ],
    ambers: [/worse than yesterday/i, /panic/i, /oxygen/i],
    advice: [/fan|window/i, /up/i],
  },
  {
    name: 'agitation',
    reds: [
      [/harm themselves or somebody/i, 'U0'],
      [/head, and takes a blood thinner/i, 'U0'],
      [/no water passed.*sore or swollen/i, 'U2'],
    ],
    ambers: [/distressed all night/i, /carer cannot cope/i],
    advice: [/light/i],
  },
  {
    name: 'nausea',
    reds: [
      [/blood, or like coffee grounds/i, 'U1'],
      [/belly swollen and painful, bowels not open/i, 'U1'],
      [/muddled and very thirsty/i, 'U2'],
    ],
    ambers: [/more than 12 hours/i, /although the pump/i],
    advice: [/sip/i],
  },
  {
    name: 'secretions',
    reds: [[/choking/i, 'U0']],
    ambers: [/family is very distressed/i],
    advice: [/side/i],
  },
  {
    name: 'bleeding',
    reds: [[/sudden and heavy/i, 'U1']],
    ambers: [/comes again/i, /blood thinner/i],
    advice: [/dark|towel/i],
  },
  {
    name: 'seizure',
    reds: [
      [/longer than 5 minutes, or a second without waking/i, 'U0'],
      [/first ever/i, 'U1'],
      [/hurt in it|hit the head/i, 'U1'],
    ],
    advice: [/mouth/i],
  },
  {
    name: 'syringe_pump',
    reds: [
      [/stopped, and in pain or distress/i, 'U2'],
      [/stopped, and it held fits off/i, 'U2'],
    ],
    ambers: [/battery low/i, /nearly at its end/i, /leaking/i],
    advice: [/read/i, /do not|nothing|leave/i],
  },
  {
    name: 'catheter',
    reds: [
      [/nothing comes, and pain/i, 'U2'],
      [/fever with shaking/i, 'U1'],
    ],
    ambers: [/leaks around the tube, and comfortable/i],
    advice: [/kink|bent|bag/i],
  },
  {
    name: 'fall',
    reds: [
      [/hit the head, and takes a blood thinner/i, 'U0'],
      [/broken hip/i, 'U0'],
    ],
    ambers: [/more than an hour/i],
    advice: [/lift/i],
  },
  {
    name: 'carer_distress',
    reds: [[/immediate danger/i, 'U0']],
    ambers: [/cannot go on tonight/i, /children/i],
    advice: [/ring|call|phone/i],
  },
  {
    name: 'medicines',
    reds: [
      [/too much taken/i, 'U0'],
      [/pump loaded twice/i, 'U1'],
    ],
    ambers: [/dose was missed/i],
    advice: [/chart|label|dose/i],
  },
  { name: 'bowels', reds: [[/nothing at all.*vomiting/i, 'U1']], advice: [/./] },
]

const EMERGENCIES: readonly Row[] = [
  {
    name: 'cord_compression',
    reds: [[/legs weak or numb, or bladder or bowel/i, 'U1']],
    advice: [/flat|still/i],
  },
  { name: 'svc', reds: [[/swollen, with veins/i, 'U2']], advice: [/./] },
  { name: 'hypercalcaemia', reds: [[/muddled.*thirsty, constipated/i, 'U2']], advice: [/./] },
  {
    name: 'catastrophic_bleed',
    reds: [
      [/plan is comfort at home/i, 'U1'],
      [/treatment may be wanted/i, 'U0'],
    ],
    advice: [/dark|towel/i, /stay|with them|alone/i],
  },
  {
    name: 'sepsis',
    reds: [[/anticancer treatment.*hot, shivering or just not right/i, 'U0']],
    advice: [/./],
  },
  { name: 'status', reds: [[/five minutes or more/i, 'U0']], advice: [/./] },
  { name: 'bowel_obstruction', reds: [[/vomiting, swollen and painful/i, 'U1']], advice: [/./] },
  { name: 'stridor', reds: [[/harsh noise breathing in/i, 'U0']], advice: [/./] },
  { name: 'fracture', reds: [[/cannot move it/i, 'U1']], advice: [/./] },
  { name: 'retention', reds: [[/nothing for hours/i, 'U2']], advice: [/./] },
  { name: 'overdose', reds: [[/few breaths/i, 'U0']], advice: [/./] },
  {
    name: 'death',
    reds: [
      [/not expected/i, 'U0'],
      [/no CPR decision is known/i, 'U0'],
      [/ambulance is on its way/i, 'U1'],
      [/expected, and a decision against CPR is in order/i, 'U3'],
    ],
    ambers: [/child/i],
    advice: [/sit|wash|hours|nothing/i],
  },
]

function missingOf({ name, reds, ambers = [], advice }: Row): string[] {
  const content = starters.find(one => one.content.name === name)?.content
  if (!content) return ['the row itself']
  const of = (sign: RegExp, colour: 'red' | 'amber') =>
    content.prompts.find(prompt => prompt.colour === colour && sign.test(prompt.sign))
  return [
    ...reds.flatMap(([sign, latest]) => {
      const prompt = of(sign, 'red')
      if (prompt?.colour !== 'red') return [`red ${sign}`]
      return prompt.urgency > latest ? [`${sign} is not ${latest} but ${prompt.urgency}`] : []
    }),
    ...ambers.filter(sign => !of(sign, 'amber')).map(sign => `amber ${sign}`),
    ...advice
      .filter(words => !content.advice.some(({ say }) => words.test(say)))
      .map(words => `says ${words}`),
  ]
}

describe.each([
  ['symptom', SYMPTOMS],
  ['emergency', EMERGENCIES],
] as const)('each %s of the guide', (_, rows) => {
  test.each(rows.map(row => [row.name, row] as const))(
    '%s has its reds, as soon as the guide has them',
    (_name, row) => {
      expect(missingOf(row)).toEqual([])
    },
  )
})

test('every call begins with what the guide asks of every call', () => {
  const opening = starters.find(({ content }) => content.name === 'opening')?.content
  const asked = opening?.questions.map(({ ask }) => ask).join(' ') ?? ''

  for (const about of [/breath/i, /who is (there|with)/i, /changed/i, /tried/i, /worr/i])
    expect(asked).toMatch(about)
})
