// B-CHN, B-POL and B-ROS: channels store and filter, texts are shown, rosters answer who is on duty and where a gap is.
import { expect } from 'vitest'
import type { Organisation, TextItem, Vocabulary } from '#domain/plan/plan.ts'
import { languages } from '#domain/plan/words.ts'
import type { Service } from '../running-plan.ts'

export async function proveChannel(service: Service, channel: Vocabulary['channels'][number]): Promise<void> {
  const offered = await service.preview()
  expect(offered.channels.map(({ code }) => code)).toContain(channel.code)
  const ticket = await service.register({ channel: channel.code, callerName: '陳先生', callerPhone: '0912-345-678' })
  expect(ticket).toMatchObject({ channel: channel.code, callerPhone: '0912-345-678' })
  const found = await service.find({ channel: channel.code, limit: 200 })
  expect(found.find(({ id }) => id === ticket.id)).toMatchObject({ channel: channel.code, registeredAt: ticket.registeredAt })
  expect(found.every(({ channel: one }) => one === channel.code)).toBe(true)
}

export async function proveText(service: Service, item: TextItem): Promise<void> {
  const ticket = await service.register()
  const shown = [...(item.show === 'customer' ? [] : [ticket.texts]), ...(item.show === 'staff' ? [] : [await service.portalTexts()])]
  for (const texts of shown) {
    const same = texts.filter(({ clause }) => clause === item.clause).map(({ text }) => text)
    expect(same).toContainEqual(item.text)
  }
  for (const language of languages) expect(item.text[language].length).toBeGreaterThan(0)
}

/** The Dragon Boat holiday, at three in the morning. */
const holiday = '2026-06-19T03:00:00+08:00'

export async function proveRoster(service: Service, { id, minimum, qualification }: Organisation['rosters'][number]): Promise<void> {
  const roster = id.toLowerCase().replaceAll('.', '-')
  const span = { from: '2026-06-19T00:00:00+08:00', until: '2026-06-20T00:00:00+08:00' }
  expect((await service.roster.gaps({ roster, ...span, minimum })).body.gaps).toHaveLength(1)
  const people = [service.people.engineer, service.people.lead, service.people.desk, service.people.manager, service.people.other].slice(0, minimum)
  const shifts = []
  for (const { id: personId } of people) shifts.push((await service.roster.create({ roster, personId, startsAt: span.from, endsAt: span.until })).body)
  const { body } = await service.roster.onDuty(roster, holiday)
  expect(body.rows.map(({ person }: { person: { id: string } }) => person.id).sort()).toEqual(people.map((person) => person.id).sort())
  expect((await service.roster.gaps({ roster, ...span, minimum })).body.gaps).toEqual([])
  if (qualification) {
    const refused = await service.roster.create({ roster, personId: service.people.engineer.id, startsAt: span.until, endsAt: '2026-06-20T08:00:00+08:00', requires: [qualification] })
    expect(refused.body.code).toBe('shift.unqualified')
  }
  await service.roster.remove(shifts[0].id)
  expect((await service.roster.gaps({ roster, ...span, minimum })).body.gaps).toMatchObject([{ onDuty: minimum - 1 }])
}
