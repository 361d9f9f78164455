import type { Calendar } from '../build/calendar.ts'
import type { Person } from '../build/person.ts'
import { akhtar } from './akhtar.ts'
import { ashby } from './ashby.ts'
import { bartleyAndMistry } from './bartleyAndMistry.ts'
import { becksideGrange } from './becksideGrange.ts'
import { becksideUpstairs } from './becksideUpstairs.ts'
import { bilykAndEarnshaw } from './bilykAndEarnshaw.ts'
import { blackledge } from './blackledge.ts'
import { boothroyd } from './boothroyd.ts'
import { fullersHouse } from './fullersHouse.ts'
import { gledhillAndCrabtree } from './gledhillAndCrabtree.ts'
import { harbourside } from './harbourside.ts'
import { hargreave } from './hargreave.ts'
import { hussain } from './hussain.ts'
import { ibrahim } from './ibrahim.ts'
import { illingworth } from './illingworth.ts'
import { kett } from './kett.ts'
import { larkfieldCourt } from './larkfieldCourt.ts'
import { larkfieldFlat4 } from './larkfieldFlat4.ts'
import { lifeboatTerrace } from './lifeboatTerrace.ts'
import { lowgateFlats } from './lowgateFlats.ts'
import { lumbAndBarraclough } from './lumbAndBarraclough.ts'
import { malik } from './malik.ts'
import { marramBay } from './marramBay.ts'
import { marsh } from './marsh.ts'
import { maslowski } from './maslowski.ts'
import { midgley } from './midgley.ts'
import { moorcoteHouse } from './moorcoteHouse.ts'
import { naylor } from './naylor.ts'
import { pickersgill } from './pickersgill.ts'
import { promenade } from './promenade.ts'
import { saltholme } from './saltholme.ts'
import { sandhu } from './sandhu.ts'
import { sykes } from './sykes.ts'
import { thackray } from './thackray.ts'
import { theAnchorage } from './theAnchorage.ts'
import { thornsea } from './thornsea.ts'
import { waddington } from './waddington.ts'
import { whiteleyAndShah } from './whiteleyAndShah.ts'
import { whitwell } from './whitwell.ts'
import { wojcik } from './wojcik.ts'

/** Everybody in the world, by household, street or care home. */
const HOUSEHOLDS: readonly ((t: Calendar) => Person[])[] = [
  akhtar,
  ashby,
  bartleyAndMistry,
  becksideGrange,
  becksideUpstairs,
  bilykAndEarnshaw,
  blackledge,
  boothroyd,
  fullersHouse,
  gledhillAndCrabtree,
  harbourside,
  hargreave,
  hussain,
  ibrahim,
  illingworth,
  kett,
  larkfieldCourt,
  larkfieldFlat4,
  lifeboatTerrace,
  lowgateFlats,
  lumbAndBarraclough,
  malik,
  marramBay,
  marsh,
  maslowski,
  midgley,
  moorcoteHouse,
  naylor,
  pickersgill,
  promenade,
  saltholme,
  sandhu,
  sykes,
  thackray,
  theAnchorage,
  thornsea,
  waddington,
  whiteleyAndShah,
  whitwell,
  wojcik,
]

export function everybody(t: Calendar): Person[] {
  return HOUSEHOLDS.flatMap(household => household(t))
}
