#!/usr/bin/env node
// Writes the public holidays of mainland China, with their make-up working days, from the package chinese-days
// into plans/holidays. Run it when the next year is announced: node tools/holidays.mjs 2027. With --check it only compares.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const folder = join(fileURLToPath(new URL('..', import.meta.url)), 'plans/holidays')
const { holidays, workdays } = createRequire(import.meta.url)('chinese-days/dist/chinese-days.json')

const names = {
  元旦: { 'zh-TW': '元旦', 'zh-CN': '元旦', en: 'New Year’s Day' },
  春节: { 'zh-TW': '春節', 'zh-CN': '春节', en: 'Spring Festival' },
  清明: { 'zh-TW': '清明節', 'zh-CN': '清明节', en: 'Tomb-Sweeping Day' },
  劳动节: { 'zh-TW': '勞動節', 'zh-CN': '劳动节', en: 'Labour Day' },
  端午: { 'zh-TW': '端午節', 'zh-CN': '端午节', en: 'Dragon Boat Festival' },
  中秋: { 'zh-TW': '中秋節', 'zh-CN': '中秋节', en: 'Mid-Autumn Festival' },
  国庆节: { 'zh-TW': '國慶節', 'zh-CN': '国庆节', en: 'National Day' },
}

export function chinaIn(year) {
  const inYear = (days) => Object.entries(days)
    .filter(([day]) => day.startsWith(`${year}-`))
    .sort(([one], [other]) => (one < other ? -1 : 1))
  const found = inYear(holidays)
  if (found.length === 0) throw new Error(`no holidays announced for ${year}`)
  return {
    region: 'CN',
    year,
    holidays: found.map(([day, label]) => ({ day, name: nameOf(label) })),
    workingDays: inYear(workdays).map(([day]) => day),
  }
}

function nameOf(label) {
  const name = names[label.split(',')[1]]
  if (!name) throw new Error(`no name for ${label}`)
  return name
}

export const written = ({ region, year, holidays, workingDays }) => [
  '{',
  `  "region": ${JSON.stringify(region)},`,
  `  "year": ${year},`,
  '  "holidays": [',
  holidays.map((holiday) => `    ${JSON.stringify(holiday)}`).join(',\n'),
  '  ],',
  `  "workingDays": ${JSON.stringify(workingDays)}`,
  '}',
  '',
].join('\n')

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const years = process.argv.slice(2).map(Number).filter(Number.isInteger)
  for (const year of years.length > 0 ? years : [2025, 2026]) {
    const file = join(folder, `cn-${year}.json`)
    const text = written(chinaIn(year))
    if (!process.argv.includes('--check')) writeFileSync(file, text)
    else if (!existsSync(file) || readFileSync(file, 'utf8') !== text) {
      console.error(`${file} is not what chinese-days says`)
      process.exitCode = 1
    }
  }
}
