import { Button } from '#client/ui/Button.tsx'
import { Notice } from '#client/ui/Notice.tsx'
import { Tag } from '#client/ui/Tag.tsx'
import type { Scene } from '#shared/practice.ts'
import type { LineView } from './core/line.ts'
import { usePractice } from './PracticeProvider.tsx'
import { practiceApi } from './practiceApi.ts'
import './Scenes.css'
import { useAct } from './useAct.ts'

/** Callers who need nobody at the handset: whoever learns the console lets one ring and takes the call. */
export function Scenes({ view }: { view: LineView }) {
  const act = useAct()
  const scenes = [...view.scenes.values()]
  if (scenes.length === 0) return null
  const playing = scenes.filter(({ state }) => state === 'playing').length
  return (
    <details className="app-scenes">
      <summary className="app-scenes__title">
        Callers who speak by themselves{playing > 0 ? ` (${playing} on the telephone)` : ''}
      </summary>
      <p className="app-quiet app-small">
        Let one ring, answer on the nurse’s console and ask as you would: they answer what they are asked.
      </p>
      {act.refusal ? <Notice tone="caution" role="alert" title={act.refusal} /> : null}
      <ul className="app-scenes__list">
        {scenes.map(scene => (
          <SceneRow key={scene.name} scene={scene} act={act} />
        ))}
      </ul>
    </details>
  )
}

function SceneRow({ scene, act }: { scene: Scene; act: ReturnType<typeof useAct> }) {
  const { link } = usePractice()
  const { name, title, about, state, says } = scene
  const isPlaying = state === 'playing'
  const press = async () => {
    await (isPlaying ? practiceApi.stopScene(name) : practiceApi.beginScene(name))
  }
  return (
    <li className="app-scene">
      <div className="app-scene__words">
        <b>{title}</b>
        <span className="app-small app-quiet">{about}</span>
        {isPlaying || says ? (
          <span className="app-scene__news app-small" role="status">
            {isPlaying ? <Tag tone="well">On the telephone</Tag> : null} {says}
          </span>
        ) : null}
      </div>
      <Button
        size="small"
        disabled={act.isBusy || link.kind === 'away'}
        aria-label={isPlaying ? `Take over: ${title}` : `Let them ring: ${title}`}
        onClick={() => void act.run(press)}
      >
        {isPlaying ? 'Take over' : 'Let them ring'}
      </Button>
    </li>
  )
}
