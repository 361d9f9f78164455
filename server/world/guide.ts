import type { E164 } from '#shared/phoneNumber.ts'
import { marramNumber, mobileNumber, wharnleyNumber } from './build/numbers.ts'
import { LINE_KEYS, LINES } from './lines.ts'
import { marramTeams } from './marramTeams.ts'
import { PRACTICE_PASSWORD } from './signIns.ts'
import { teams } from './teams.ts'
import { wharnleyTeams } from './wharnleyTeams.ts'

/** Somebody to play on a handset. `number` null: the caller hides it. */
export type SuggestedPerson = {
  name: string
  number: E164 | null
  /** The line to ring. */
  line: string
  about: string
  note: string
}

/** What a newcomer needs to know of the invented world. */
export type WorldGuide = {
  lines: {
    key: string
    name: string
    number: E164
    nurses: { signInName: string; name: string; role: string }[]
    teams: { name: string; role: string }[]
  }[]
  password: string
  suggestedCallers: SuggestedPerson[]
  /** Telephones of those who work for a line, and the line that they would ring. */
  atWork: { number: E164; line: E164 }[]
}

const TEAMS = { wharnley: wharnleyTeams, marram: marramTeams }

const dale = { line: LINES.wharnley.number }
const coast = { line: LINES.marram.number }

export const worldGuide: WorldGuide = {
  lines: LINE_KEYS.map(key => ({
    key,
    name: LINES[key].name,
    number: LINES[key].number,
    nurses: LINES[key].nurses.map(({ signInName, name, role }) => ({ signInName, name, role })),
    teams: Object.values(teams[key]).map(({ name, role }) => ({ name, role })),
  })),
  password: PRACTICE_PASSWORD,
  atWork: LINE_KEYS.flatMap(key =>
    [
      ...LINES[key].nurses.map(({ phone }) => phone),
      ...TEAMS[key].flatMap(({ phone, members }) => [phone, ...members.map(one => one.phone)]),
    ].flatMap(number => (number ? [{ number, line: LINES[key].number }] : [])),
  ),
  suggestedCallers: [
    {
      ...dale,
      name: 'Angela Ashby',
      number: mobileNumber(112),
      about: 'Her husband Ron Ashby, born 14-Mar-1955, WZ3 7QP',
      note: 'Ten past two at night. “He can’t settle. I’ve given the liquid twice.”',
    },
    {
      ...dale,
      name: 'Nasreen Hussain',
      number: mobileNumber(121),
      about: 'Her mother Zubaida Hussain, born 09-Jan-1947, WZ1 4HB',
      note: 'In a whisper: “I think Mum’s gone.”',
    },
    {
      ...dale,
      name: 'Stephen Blackledge',
      number: mobileNumber(131),
      about: 'His father Gordon Blackledge, born 22-Aug-1940, WZ5 9RT',
      note: '“He’s stopped breathing. The ambulance is coming and they tell me to press his chest.”',
    },
    {
      ...dale,
      name: 'Sandra Holt, a neighbour',
      number: mobileNumber(890),
      about: 'Ron Pickersgill, 22 Weaver’s Row, born 30-Jun-1942: but there are two Rons in the street',
      note: '“Ron next door has fallen and his wife’s in hospital.” Her number is on no record.',
    },
    {
      ...dale,
      name: 'Nobody you know',
      number: null,
      about: 'A wrong number',
      note: '“Is that the taxi?”, then laughter.',
    },
    {
      ...dale,
      name: 'Maureen Kitchen',
      number: mobileNumber(142),
      about: 'Her sister Elsie Marsh, born 27-May-1962, who wants her told nothing',
      note: '“How is she? I know she rings you.”',
    },
    {
      ...dale,
      name: 'Amina Malik',
      number: wharnleyNumber(150),
      about: 'Her husband Yusuf Malik, born 18-Apr-1949, WZ5 3LM',
      note: '“He’s agitated. I want him left in peace.” Then ring as Tariq as well.',
    },
    {
      ...dale,
      name: 'Tariq Malik',
      number: mobileNumber(152),
      about: 'His father Yusuf Malik; he may be told how he is, no more',
      note: 'From the car, a minute after his mother: “Get him to hospital now.”',
    },
    {
      ...dale,
      name: 'Ewa Wójcik',
      number: mobileNumber(161),
      about: 'Her mother Halina Wójcik, born 02-Feb-1945, WZ1 6SL',
      note: 'A little blood from the mouth. She says “angina” and means a sore throat.',
    },
    {
      ...dale,
      name: 'Leo Hartley, 8',
      number: wharnleyNumber(170),
      about: 'His grandfather Jan Masłowski, born 12-Sep-1944, WZ4 1QV',
      note: '“Grandad won’t wake up and Nana’s crying on the floor.”',
    },
    {
      ...dale,
      name: 'Mo Ibrahim',
      number: mobileNumber(182),
      about: 'His wife Helen Ibrahim, born 03-Jul-1974, WZ2 8SW',
      note: 'Sobbing: “I can’t hear her rattle any more. I’m going to do something stupid.”',
    },
    {
      ...dale,
      name: 'Gail Throup',
      number: wharnleyNumber(200),
      about: 'Edna Throup, born 08-Mar-1935, or Walter, or her aunt Bessie: one telephone for all three',
      note: '“It’s about my dad this time.”',
    },
    {
      ...dale,
      name: 'Eric Hargreaves',
      number: wharnleyNumber(195),
      about: 'Margaret Anne Hargreaves, born 23-Nov-1941, WZ3 1HG; not Margaret Ann Hargreave, WZ2 5AX',
      note: 'Very hard of hearing. “She’s been sick again.”',
    },
    {
      ...dale,
      name: 'Neil Ramsden',
      number: null,
      about:
        'His mother Dot Ramsden, born 21-Jan-1936, at Beckside Grange; his phrase is “songsters on sunday”',
      note: 'His number is always withheld. “Did she hear them sing?”',
    },
    {
      ...dale,
      name: 'Jasmine, Beckside Grange',
      number: wharnleyNumber(210),
      about: 'Any of five residents behind one number',
      note: '“Connie’s breathing has gone fast.” Constance Vickers, born 29-Apr-1932.',
    },
    {
      ...coast,
      name: 'Emrys Prosser',
      number: marramNumber(510),
      about: 'His wife Dilys Prosser, born 01-Mar-1949, MZ2 1BR',
      note: '“She can’t get her breath to sing.”',
    },
    {
      ...coast,
      name: 'Pauline Kett',
      number: marramNumber(560),
      about: 'Her husband Ray Kett, born 06-Jun-1945; she is on the register too, and he is not to know',
      note: '“It’s Ray, he’s gone grey.”',
    },
  ],
}
