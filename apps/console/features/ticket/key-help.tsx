import { useSay } from '#ui/ticket/say.ts'

const keys = [['J / K', 'move'], ['Enter', 'open'], ['X / Shift+X', 'select'], ['A', 'assign'], ['R', 'reply'], ['N', 'note'], ['/', 'search'], ['C', 'new'], ['Esc', 'close'], ['Ctrl+Enter', 'submit']] as const

export function KeyHelp() {
  const say = useSay()
  return <dl className="ticket-facts">{keys.map(([key, what]) => <div key={key}><dt><kbd>{key}</kbd></dt><dd>{say.ticket(`help.${what}`)}</dd></div>)}</dl>
}
