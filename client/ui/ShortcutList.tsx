import { Dialog } from './Dialog.tsx'
import './ShortcutList.css'
import { useShortcuts } from './Shortcuts.tsx'

/** Every key that does something at this moment, and the switch for all of them. */
export function ShortcutList({ onClose }: { onClose: () => void }) {
  const { acts, isOn, switchOn } = useShortcuts()
  const now = [...acts].flatMap(([key, each]) => {
    const act = each.at(-1)
    return act ? [{ key, says: act.says }] : []
  })
  return (
    <Dialog title="Keys" onClose={onClose}>
      <dl className="app-shortcut-list">
        {now.map(({ key, says }) => (
          <div className="app-shortcut-list__row" key={key}>
            <dt>
              <kbd className="app-key">{key === '?' ? '?' : `Alt ${key}`}</kbd>
            </dt>
            <dd>{says}</dd>
          </div>
        ))}
        <div className="app-shortcut-list__row">
          <dt>
            <kbd className="app-key">Esc</kbd>
          </dt>
          <dd>Close a window like this one</dd>
        </div>
      </dl>
      <label className="app-choice">
        <input
          className="app-choice__box"
          type="checkbox"
          checked={isOn}
          onChange={event => switchOn(event.target.checked)}
        />
        Use these keys on this machine
      </label>
    </Dialog>
  )
}
