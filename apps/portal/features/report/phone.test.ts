import { expect, test } from 'vitest'
import { plainPhone, readPhone } from './phone.ts'

test.each([
  ['a mainland mobile', '13800138000', '138 0013 8000'],
  ['a mainland mobile with its country', '+86 138-0013-8000', '138 0013 8000'],
  ['a Taiwan mobile', '0912345678', '0912-345-678'],
  ['a Taiwan mobile with its country', '+886 912 345 678', '0912-345-678'],
  ['full-width digits', '０９１２－３４５－６７８', '0912-345-678'],
  ['a Taipei landline', '02-2345-6789', '(02)2345-6789'],
  ['a landline with an extension', '(02)2345-6789 分機 12', '(02)2345-6789#12'],
  ['a mainland extension', '010-88888888转123', '010-88888888#123'],
  ['a county landline', '037-123456', '(037)12-3456'],
  ['a mainland landline', '0755 8888 8888', '0755-88888888'],
  ['a service number', '400-820-8820', '400-820-8820'],
  ['a free call', '0800-080-123', '0800-080-123'],
  ['eight digits of Hong Kong', '+852 2345 6789', '2345 6789'],
  ['a number from elsewhere', '+49 89 1234567', '+49891234567'],
])('%s is accepted and shown as its people write it', (_, typed, shown) => {
  expect(readPhone(typed)).toMatchObject({ isRight: true, shown })
})

test.each(['', '1380013800', '12345', '091234567', 'call me', '0912-345-67x'])('"%s" is no number', (typed) => {
  expect(readPhone(typed).isRight).toBe(false)
})

test('what is shown reads back as the same number', () => {
  for (const typed of ['13800138000', '0912345678', '0223456789#12', '01088888888']) {
    expect(readPhone(readPhone(typed).shown)).toEqual(readPhone(typed))
  }
})

test('ornaments and widths fall away', () => {
  expect(plainPhone(' （０２）２３４５－６７８９ ')).toBe('0223456789')
})
