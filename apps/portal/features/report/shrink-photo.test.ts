import { expect, test } from 'vitest'
import { fittedSize } from './shrink-photo.ts'

test.each([
  ['a landscape photo', 4032, 3024, 1600, 1200],
  ['a portrait photo', 3024, 4032, 1200, 1600],
  ['a photo that fits already', 1600, 900, 1600, 900],
  ['a small photo is not blown up', 320, 240, 320, 240],
  ['a sliver keeps at least a pixel', 20000, 3, 1600, 1],
])('%s', (_, width, height, toWidth, toHeight) => {
  expect(fittedSize(width, height)).toEqual({ width: toWidth, height: toHeight })
})
