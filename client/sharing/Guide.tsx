import { Notice } from '#client/ui/Notice.tsx'
import { TextField } from '#client/ui/TextField.tsx'
import { dayInBritain, showDay } from '#shared/days.ts'
import type { SharingView } from '#shared/sharing.ts'
import type { LineSummary } from '#shared/staff.ts'
import { guideOf, type Talk } from './core/talk.ts'
import { GuideLanguages } from './GuideLanguages.tsx'

type Props = {
  view: SharingView
  talk: Talk
  line: LineSummary
  change: (part: Partial<Talk>) => void
}

/** What to say, step by step; each is ticked as it is said, and what was ticked is part of the evidence. */
export function Guide({ view, talk, line, change }: Props) {
  const { organisations } = view
  const guide = guideOf(talk, view)
  const inLanguage = { lang: guide.language, dir: 'auto' } as const
  const tick = (key: string, isOn: boolean) =>
    change({ steps: isOn ? [...talk.steps, key] : talk.steps.filter(each => each !== key) })
  return (
    <section className="app-stack" aria-label="What to say">
      <GuideLanguages view={view} talk={talk} line={line} change={change} />
      {guide.approver ? null : (
        <Notice tone="caution" title="Needs local sign-off.">
          Nobody on this line has approved these words yet.
        </Notice>
      )}
      <p className="app-quiet" {...inLanguage}>
        {guide.forTheNurse}
      </p>
      <ol className="app-talk__steps">
        {guide.steps.map(step => (
          <li className="app-talk__step" key={step.key}>
            <label className="app-choice">
              <input
                className="app-choice__box"
                type="checkbox"
                checked={talk.steps.includes(step.key)}
                onChange={event => tick(step.key, event.target.checked)}
              />
              <span {...inLanguage}>{step.title}</span>
            </label>
            <p className="app-talk__say" {...inLanguage}>
              “{step.say}”
            </p>
            {step.key === 'who' ? (
              <ul className="app-talk__names">
                {organisations
                  .filter(({ kind }) => kind !== 'hub')
                  .map(({ organisationId, name, looksAfter }) => (
                    <li key={organisationId}>
                      {name}
                      {looksAfter ? ' (looks after them)' : ''}
                    </li>
                  ))}
              </ul>
            ) : null}
            {step.ask ? (
              <p className="app-talk__ask">
                Ask: <bdi lang={guide.language}>“{step.ask}”</bdi>
              </p>
            ) : null}
          </li>
        ))}
      </ol>
      <TextField
        label="Said back"
        hint={`Ask: “${guide.teachBack}”`}
        value={talk.saidBack}
        maxLength={500}
        onChange={saidBack => change({ saidBack })}
      />
      <p>
        To a no, say:{' '}
        <b>
          <bdi lang={guide.language}>“{guide.ifNo}”</bdi>
        </b>
      </p>
      <p className="app-small app-quiet">
        Version {guide.version}, by {guide.author}
        {guide.approver ? `; approved by ${guide.approver}` : ''}
        {guide.reviewOn ? `; ${sayReview(guide.reviewOn)}` : ''}
      </p>
    </section>
  )
}

function sayReview(on: string): string {
  const isOverdue = on < dayInBritain(new Date().toISOString())
  return `${isOverdue ? 'review overdue since' : 'to be reviewed'} ${showDay(on)}`
}
