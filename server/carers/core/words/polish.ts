import type { Words } from './words.ts'

/** Not yet read by a speaker of it. */
export const polish: Words = {
  isRead: false,
  isRightToLeft: false,
  agreed: {
    asked: 'Poprosiliśmy, żeby ktoś do Państwa przyjechał.',
    as_said: 'Do tego czasu proszę robić tak, jak mówiła pielęgniarka.',
    any_time: 'Proszę dzwonić do nas o każdej porze, tak często, jak trzeba.',
    ring_back: 'Pielęgniarka zadzwoni o {at}.',
    near_phone: 'Proszę mieć ten telefon przy sobie.',
    light: 'Proszę zostawić zapalone światło, żeby było łatwo znaleźć drzwi.',
    tomorrow: 'Porozmawiamy jutro jeszcze raz.',
  },
  what: {
    nurse: 'Pielęgniarka albo lekarz, z wizytą w domu',
    doctor: 'Lekarz, z wizytą w domu',
    bring: 'Ktoś, kto przywiezie to, co potrzebne',
    help: 'Ktoś do pomocy w domu',
  },
  steps: {
    asked: 'Poproszono',
    accepted: 'Zgoda',
    leaving: 'Wyjazd',
    expected: 'Spodziewany przyjazd',
    arrived: 'Na miejscu',
    done: 'Zakończone',
  },
  now: {
    asking: 'Pytamy, kto może przyjechać. Nikt się jeszcze nie zgodził.',
    asking_next: 'Nikt się jeszcze nie zgodził. Pytamy następny zespół. Pielęgniarka na linii o tym wie.',
    nobody_yet: 'Nikogo jeszcze nie znaleźliśmy. Pielęgniarka na linii o tym wie i szuka dalej.',
    asking_again:
      'Osoba, która się zgodziła, jednak nie może przyjechać. Pytamy ponownie. Pielęgniarka na linii o tym wie.',
    accepted: 'Ktoś się zgodził. Jeszcze nie wyjechał.',
    on_the_way: 'Są w drodze do Państwa.',
    there: 'Są już u Państwa.',
    at_door: 'Są na miejscu i nie mogą wejść. Proszę podejść do drzwi albo do nas zadzwonić.',
    waiting: 'Na razie to czeka. Proszę zadzwonić, żeby dowiedzieć się, dlaczego.',
    done: 'To już zrobione.',
    not_coming: 'Teraz nikt w tej sprawie nie przyjedzie. Jeśli to niespodzianka, proszę do nas zadzwonić.',
    settled: 'Pielęgniarka załatwiła to przez telefon. Proszę zadzwonić, żeby dowiedzieć się więcej.',
  },
  late: {
    promised: 'Jest później, niż chcieliśmy. Przepraszamy. Pielęgniarka na linii o tym wie.',
    thought: 'Jest później, niż przewidywali. Jeśli to Państwa niepokoi, proszę do nas zadzwonić.',
  },
  page: {
    title: 'Kto przyjedzie',
    agreed: 'Co ustaliliśmy',
    askedMany: 'Liczba zespołów, które zapytaliśmy: {n}.',
    promised: 'Chcemy, żeby ktoś był u Państwa do {at}.',
    thoughtFor: 'Myślą, że będą u Państwa około {at}.',
    noTime: 'Nie powiedzieli, kiedy będą.',
    ring: 'Zadzwoń na linię',
    worse: 'Jeśli coś się pogorszy albo się Państwo boją, proszę dzwonić. Proszę nie czekać na ich przyjazd.',
    heard: 'Stan z godziny {at}',
    offline: 'Ta strona nie może się teraz z nami połączyć. To, co widać, jest z {at}. Telefon nadal działa.',
    another: 'Ta strona jest otwarta także na innym telefonie. Jeśli nie wiadomo na czyim, proszę zadzwonić.',
    closes: 'Ta strona zamknie się sama.',
  },
}
