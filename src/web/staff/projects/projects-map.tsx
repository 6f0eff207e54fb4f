// The map beside the list: every project that fits and has a place; what a person must look at is drawn larger.
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useMemo } from 'react'
import type { LonLat } from '#web/map/base-map.ts'
import type { MapMark } from '#web/map/symbols.ts'
import { useSay } from '#web/ui/say.ts'
import { districtQuery, type ProjectList } from './queries.ts'
import { nameOf, PROJECT_WORDS as W } from './words.ts'

// The list answers the question; the map library may come after it.
const PlaceMap = lazy(() => import('#web/map/place-map.tsx').then((part) => ({ default: part.PlaceMap })))

const TROUBLED = '#b3261e'
const FINE = '#8fb8c9'

type Props = {
  marks: ProjectList['marks']
  chosen: string | undefined
  onChoose: (project: string | undefined) => void
}

export function ProjectsMap({ marks, chosen, onChoose }: Props) {
  const say = useSay()
  const asked = useQuery(districtQuery)
  const district = asked.data !== undefined && !('refused' in asked.data) ? asked.data : undefined
  const signs = useMemo(
    () =>
      marks.map(
        (mark): MapMark => ({
          id: mark.projectId,
          lon: mark.lon,
          lat: mark.lat,
          shape: 'diamond',
          colour: mark.isTroubled ? TROUBLED : mark.state === null ? undefined : FINE,
          text: nameOf(mark, say),
          isPressing: mark.isTroubled,
          isFaint: mark.state === null,
        }),
      ),
    [marks, say],
  )
  const base = useMemo(
    () => ({ outline: (district?.outline ?? []) as LonLat[], labels: district?.streets ?? [] }),
    [district],
  )
  if (marks.length === 0) return <p className="projects-no-map quiet no-print">{say(W.noPlaces)}</p>
  return (
    <div className="projects-map no-print">
      <Suspense fallback={null}>
        <PlaceMap
          base={base}
          marks={signs}
          chosen={chosen}
          label={say(W.map)}
          note={[say(W.onMap, { n: marks.length }), district?.outlineNote ?? '']
            .filter((part) => part !== '')
            .join(' · ')}
          onChoose={onChoose}
        />
      </Suspense>
    </div>
  )
}
