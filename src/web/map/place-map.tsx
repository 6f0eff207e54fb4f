// A map of places on the quiet base; what it shows also stands in a list, so that nothing depends on it.

import { createEmpty, extend, isEmpty } from 'ol/extent'
import Feature from 'ol/Feature'
import { Point } from 'ol/geom'
import VectorLayer from 'ol/layer/Vector'
import OlMap from 'ol/Map'
import { fromLonLat } from 'ol/proj'
import VectorSource from 'ol/source/Vector'
import View from 'ol/View'
import 'ol/ol.css'
import './map.css'
import { useEffect, useRef } from 'react'
import { type BaseMap, baseLayers } from './base-map.ts'
import { type MapMark, styleOfMark } from './symbols.ts'

const CLICK_REACH_PX = 12
const FURTHEST_ZOOM = 8
const NEAREST_ZOOM = 16

type Props = {
  base: BaseMap
  marks: readonly MapMark[]
  chosen: string | undefined
  label: string
  note: string
  onChoose: (id: string | undefined) => void
}

type Parts = { map: OlMap; source: VectorSource }

function makeMap(target: HTMLElement, base: BaseMap, choose: (id: string | undefined) => void): Parts {
  const source = new VectorSource()
  const marks = new VectorLayer({ source })
  const map = new OlMap({
    target,
    layers: [...baseLayers(base), marks],
    view: new View({ center: fromLonLat([0, 0]), zoom: 2, minZoom: FURTHEST_ZOOM, maxZoom: NEAREST_ZOOM }),
  })
  const idAt = (pixel: number[]): string | undefined => {
    const found = map.getFeaturesAtPixel(pixel, {
      hitTolerance: CLICK_REACH_PX,
      layerFilter: (layer) => layer === marks,
    })
    return found.map((feature) => feature.get('mark') as string)[0]
  }
  map.on('singleclick', ({ pixel }) => choose(idAt(pixel)))
  map.on('pointermove', ({ pixel, dragging }) => {
    if (!dragging) target.style.cursor = idAt(pixel) === undefined ? '' : 'pointer'
  })
  return { map, source }
}

/** Brings the outline, or where there is none the marks, into view. */
function showAll(map: OlMap): void {
  const extent = createEmpty()
  for (const layer of map.getAllLayers()) {
    const source = layer.getSource()
    if (source instanceof VectorSource && !source.isEmpty()) extend(extent, source.getExtent() ?? extent)
  }
  if (!isEmpty(extent)) map.getView().fit(extent, { padding: [24, 48, 24, 24], maxZoom: 14 })
}

export function PlaceMap({ base, marks, chosen, label, note, onChoose }: Props) {
  const box = useRef<HTMLDivElement>(null)
  const parts = useRef<Parts>(undefined)
  const choose = useRef(onChoose)
  choose.current = onChoose
  useEffect(() => {
    if (!box.current) return
    const made = makeMap(box.current, base, (id) => choose.current(id))
    parts.current = made
    showAll(made.map)
    return () => made.map.setTarget(undefined)
  }, [base])
  useEffect(() => {
    const source = parts.current?.source
    source?.clear()
    source?.addFeatures(
      marks.map((mark) => {
        const feature = new Feature({ geometry: new Point(fromLonLat([mark.lon, mark.lat])), mark: mark.id })
        feature.setStyle(styleOfMark(mark, mark.id === chosen))
        return feature
      }),
    )
    if (parts.current && base.outline.length === 0) showAll(parts.current.map)
  }, [marks, chosen, base])
  return (
    <figure className="place-map">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: arrows and +/- move the map once it has the focus */}
      <div ref={box} className="place-map-box" role="application" aria-label={label} tabIndex={0} />
      <figcaption>{note}</figcaption>
    </figure>
  )
}
