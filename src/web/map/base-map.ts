// The quiet base: a district's outline and the names of its parts; no tiles, nothing from outside this machine.
import Feature from 'ol/Feature'
import { Point, Polygon } from 'ol/geom'
import VectorLayer from 'ol/layer/Vector'
import { fromLonLat } from 'ol/proj'
import VectorSource from 'ol/source/Vector'
import { labelStyle, outlineStyle } from './symbols.ts'

export type LonLat = readonly [lon: number, lat: number]
export type BaseMap = {
  outline: readonly LonLat[]
  labels: readonly { name: string; lon: number; lat: number }[]
}

export function baseLayers({ outline, labels }: BaseMap): VectorLayer[] {
  const ring = outline.map(([lon, lat]) => fromLonLat([lon, lat]))
  const area = new VectorSource({ features: ring.length < 3 ? [] : [new Feature(new Polygon([ring]))] })
  const names = new VectorSource({
    features: labels.map(({ name, lon, lat }) => {
      const feature = new Feature(new Point(fromLonLat([lon, lat])))
      feature.setStyle(labelStyle(name))
      return feature
    }),
  })
  return [new VectorLayer({ source: area, style: outlineStyle }), new VectorLayer({ source: names, declutter: true })]
}
