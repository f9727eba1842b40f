// Tickets and forms of a customer or an asset, newest first.
import { useNavigate } from '@tanstack/react-router'
import { Tag } from 'antd'
import { listForms, printForm } from '#contract/document/endpoints.ts'
import { listTickets } from '#contract/ticket/endpoints.ts'
import { customerScreensIn } from '#locales/customer-screens.ts'
import { libraryIn } from '#locales/library.ts'
import { urlOf, usePages } from '#ui/record/ask.ts'
import { useLanguage, useMoments } from '#ui/record/session.ts'
import { Rows } from '#ui/record/states.tsx'

type Of = { customerId?: string; assetId?: string; agreementId?: string }

export function RelatedTickets({ of }: { of: Of }) {
  const language = useLanguage()
  const say = customerScreensIn(language)
  const words = libraryIn(language)
  const { moment } = useMoments()
  const navigate = useNavigate()
  const tickets = usePages(listTickets, { ...of, limit: 50 })
  const open = (ticketId: string) => void navigate({ to: `/tickets/${ticketId}` })
  return (
    <Rows of={tickets} rowKey="id" onOpen={(row) => open(row.id)} empty={{ title: say('screen.none') }} columns={[
      { title: say('screen.number'), width: 160, render: (_, row) => <a href={`/tickets/${row.id}`} className="figure" onClick={(event) => { event.preventDefault(); open(row.id) }}>{row.number}</a> },
      { title: say('screen.type'), width: 110, render: (_, row) => words(`type.${row.type}`) },
      { title: say('screen.title'), dataIndex: 'title', ellipsis: true },
      { title: say('screen.status'), width: 110, render: (_, row) => <Tag>{say(`ticket.status.${row.status}`)}</Tag> },
      { title: say('asset.asset'), render: (_, row) => row.asset?.name ?? '' },
      { title: say('ticket.registeredAt'), width: 150, render: (_, row) => moment(row.registeredAt) },
      { title: say('ticket.closedAt'), width: 150, render: (_, row) => moment(row.closedAt) },
    ]} />
  )
}

export function RelatedForms({ of }: { of: Of }) {
  const language = useLanguage()
  const say = customerScreensIn(language)
  const { moment } = useMoments()
  const forms = usePages(listForms, { ...of, limit: 50 })
  // A form is read as the page that is printed.
  const addressOf = (formId: string) => urlOf(printForm, { formId })
  return (
    <Rows of={forms} rowKey="id" onOpen={(row) => { window.open(addressOf(row.id), '_blank', 'noopener') }} empty={{ title: say('screen.none') }} columns={[
      { title: say('screen.number'), width: 170, render: (_, row) => <a href={addressOf(row.id)} className="figure" target="_blank" rel="noreferrer">{row.number}</a> },
      { title: say('screen.title'), render: (_, row) => row.title[language] },
      { title: say('customer.tickets'), width: 170, render: (_, row) => row.ticket?.number ?? '' },
      { title: say('screen.status'), width: 100, render: (_, row) => say(`form.state.${row.state}`) },
      { title: say('form.filedAt'), width: 150, render: (_, row) => moment(row.filedAt ?? row.createdAt) },
    ]} />
  )
}
