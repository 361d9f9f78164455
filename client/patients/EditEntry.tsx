import { useMemo } from 'react'
import { Button } from '#client/ui/Button.tsx'
import { CannotSend } from '#client/ui/CannotSend.tsx'
import { Dialog } from '#client/ui/Dialog.tsx'
import { ErrorSummary } from '#client/ui/ErrorSummary.tsx'
import { Notice } from '#client/ui/Notice.tsx'
import { useFocusOnError } from '#client/ui/useFocusOnError.ts'
import type { RecordAtAGlance } from '#shared/record/glance.ts'
import { sectionOf } from '#shared/record/sections.ts'
import { Conflict } from './Conflict.tsx'
import type { Draft } from './draft.ts'
import { controlId } from './form/core/place.ts'
import type { Wanting } from './form/core/readForm.ts'
import { mayBeWithout, type Writing, writingOf } from './form/core/starting.ts'
import type { Surroundings } from './form/core/surroundings.ts'
import { one } from './form/core/words/one.ts'
import { NothingToWrite } from './form/NothingToWrite.tsx'
import { SectionForm } from './form/SectionForm.tsx'
import { useRecordDoor } from './recordDoor.ts'
import type { Drafts } from './useDrafts.ts'
import { useEdit } from './useEdit.ts'

type Props = {
  draft: Draft
  drafts: Drafts
  /** As it is on the screen now: a colleague may be quicker than this form. */
  record: RecordAtAGlance
  around: Surroundings
  isStale: boolean
  onClose: () => void
  onSaved: () => void
}

/** Writes one thing onto the record. When somebody changed it meanwhile, both are seen before anything is written over. */
export function EditEntry({ draft, drafts, record, around, isStale, onClose, onSaved }: Props) {
  const { keptWith } = useRecordDoor()
  const now = drafts.now(draft)
  const { section, item, writing } = now
  const work = useEdit({ draft: now, record, onSaved })
  const { conflict, newer } = work
  // Only a save moves the focus; what is mended afterwards only goes from the list.
  useFocusOnError(useMemo(() => errorsOf(work.wants), [work.wants]))
  const write = (change: (before: Writing) => Writing) =>
    drafts.change(draft, ({ writing: before }) => ({ writing: change(before) }))
  const title = item ? `Change: ${sectionOf(section).title}` : `Add ${one[section]}`
  return (
    <Dialog look="wide" title={title} onClose={onClose}>
      {conflict ? (
        <Conflict
          key={conflict.theirs.version}
          section={section}
          was={work.base.content}
          {...conflict}
          wrongs={work.wrongs}
          isStale={isStale}
          isBusy={work.isBusy}
          onSave={chosen => void work.saveChosen(conflict.theirs, chosen)}
          onGoOn={chosen => {
            const { version, ...content } = conflict.theirs
            work.goOnFrom(conflict.theirs)
            drafts.change(draft, () => ({ base: { version, content }, writing: writingOf(section, chosen) }))
          }}
          onLeave={() => {
            drafts.drop(draft)
            onClose()
          }}
        />
      ) : (
        <form
          className="app-stack"
          noValidate
          data-not-repeated // by the page: the form hands its own words on, see useDrafts.ts
          onSubmit={event => {
            event.preventDefault()
            work.save()
          }}
        >
          <ErrorSummary
            errors={work.wrongs.map(({ says }) => ({ id: '', says }))}
            title="That was not saved"
          />
          <ErrorSummary errors={errorsOf(work.stillWanting)} title="Before it can be saved" />
          {newer ? (
            <Notice
              tone="caution"
              role="status"
              title={`${newer.by} changed this while you were writing.`}
              actions={<Button onClick={() => work.look(newer)}>See what differs</Button>}
            >
              Nothing of yours is lost.
            </Notice>
          ) : null}
          {writing.whyNot === '' ? (
            <SectionForm
              section={section}
              value={writing.value}
              said={work.stillWanting}
              around={around}
              onChange={change => write(before => ({ ...before, value: change(before.value) }))}
            />
          ) : null}
          {mayBeWithout(section) || writing.whyNot !== '' ? (
            <NothingToWrite
              whyNot={writing.whyNot}
              onChange={whyNot => write(before => ({ ...before, whyNot }))}
            />
          ) : null}
          <div className="app-form__foot">
            <div className="app-row">
              <Button type="submit" look="primary" disabled={isStale || work.isBusy}>
                {work.isBusy ? 'Saving…' : 'Save on the record'}
              </Button>
              <span className="app-quiet app-small">
                {isStale ? <CannotSend /> : keptWith}
                <span role="status"> {KEPT[drafts.stateOf(now)]}</span>
              </span>
            </div>
          </div>
        </form>
      )}
    </Dialog>
  )
}

/** Of what is typed and not saved: whether it would be there again after a reload. */
const KEPT = {
  kept: 'What you type is kept for you until you save it.',
  keeping: 'Keeping what you typed…',
  here: 'Until you save it, what you type is only on this screen.',
  not_kept: 'Not kept yet: what you typed is only on this screen.',
} as const

function errorsOf(wants: readonly Wanting[]) {
  return wants.map(({ path, label, says }) => ({ id: controlId(path), says: `${label}: ${says}` }))
}
