import type { Words } from './words.ts'

/** Not yet read by a speaker of it. */
export const welsh: Words = {
  isRead: false,
  isRightToLeft: false,
  agreed: {
    asked: 'Rydym wedi gofyn i rywun ddod atoch chi.',
    as_said: 'Tan hynny, gwnewch fel y dywedodd y nyrs.',
    any_time: 'Ffoniwch ni unrhyw bryd, mor aml ag y mynnwch.',
    ring_back: 'Bydd nyrs yn eich ffonio am {at}.',
    near_phone: 'Cadwch y ffôn hwn yn agos atoch, os gwelwch yn dda.',
    light: 'Gadewch olau ymlaen, os gwelwch yn dda, iddyn nhw ddod o hyd i’r drws.',
    tomorrow: 'Byddwn yn siarad eto yfory.',
  },
  what: {
    nurse: 'Nyrs neu feddyg, i ddod atoch chi',
    doctor: 'Meddyg, i ddod atoch chi',
    bring: 'Rhywun, i ddod â’r hyn sydd ei angen',
    help: 'Rhywun, i helpu gartref',
  },
  steps: {
    asked: 'Wedi gofyn',
    accepted: 'Wedi cytuno',
    leaving: 'Wedi cychwyn',
    expected: 'I’w disgwyl',
    arrived: 'Wedi cyrraedd',
    done: 'Wedi gorffen',
  },
  now: {
    asking: 'Rydym yn gofyn pwy all ddod. Does neb wedi cytuno eto.',
    asking_next: 'Does neb wedi cytuno eto. Rydym yn gofyn i’r tîm nesaf. Gall y llinell weld hyn.',
    nobody_yet: 'Nid ydym wedi dod o hyd i neb eto. Gall y llinell weld hyn, ac rydym yn dal i chwilio.',
    asking_again: 'Ni all y sawl a gytunodd ddod wedi’r cyfan. Rydym yn gofyn eto. Gall y llinell weld hyn.',
    accepted: 'Mae rhywun wedi cytuno. Nid ydynt wedi cychwyn eto.',
    on_the_way: 'Maen nhw ar y ffordd atoch chi.',
    asking_where: 'Rydym yn holi ble maen nhw. Ffoniwch y llinell.',
    there: 'Maen nhw gyda chi.',
    at_door: 'Maen nhw yno ac yn methu dod i mewn. Edrychwch wrth y drws, neu ffoniwch ni.',
    waiting: 'Mae hyn yn aros am y tro. Ffoniwch ni os ydych am wybod pam.',
    done: 'Mae hyn wedi’i wneud.',
    not_coming: 'Does neb yn dod ar gyfer hyn nawr. Os nad oeddech yn gwybod, ffoniwch ni.',
    settled: 'Mae’r nyrs wedi setlo hyn dros y ffôn. Ffoniwch ni os ydych am wybod mwy.',
  },
  late: {
    promised: 'Mae’n hwyrach nag yr oeddem yn ei ddymuno. Mae’n ddrwg gennym. Gall y llinell weld hyn.',
    thought: 'Mae’n hwyrach nag yr oedden nhw’n ei feddwl. Os yw’n eich poeni, ffoniwch ni.',
  },
  page: {
    title: 'Pwy sy’n dod',
    titleOver: 'Sut mae pethau nawr',
    agreed: 'Yr hyn y cytunwyd arno',
    askedMany: 'Rydym wedi gofyn i {n} tîm.',
    promised: 'Rydym am i rywun fod gyda chi erbyn {at}.',
    thoughtFor: 'Maen nhw’n meddwl y byddan nhw gyda chi tua {at}.',
    noTime: 'Nid ydynt wedi dweud pryd y byddant gyda chi.',
    ring: 'Ffoniwch y llinell',
    worse:
      'Os bydd unrhyw beth yn gwaethygu, neu os ydych yn ofnus, ffoniwch ni. Peidiwch ag aros iddyn nhw ddod.',
    worseOver: 'Os bydd unrhyw beth yn gwaethygu, neu os ydych yn ofnus, ffoniwch ni.',
    heard: 'Fel y clywsom am {at}',
    offline:
      'Ni all y dudalen hon ein cyrraedd ar hyn o bryd. Mae’r hyn a welwch o {at}. Mae’r ffôn yn dal i weithio.',
    another: 'Mae’r dudalen hon ar agor ar ffôn arall hefyd. Os na wyddoch ffôn pwy, ffoniwch ni.',
    closes: 'Mae’r dudalen hon yn cau ohoni’i hun.',
  },
}
