// A "no" of the business is a value: yes with its terms, or no with every reason against it.
export type No<Code extends string> = { yes: false; because: readonly [Code, ...Code[]] }
export type Decision<Terms, Code extends string> = ({ yes: true } & Terms) | No<Code>

export function decide<Terms extends object, Code extends string>(terms: Terms, reasons: readonly Code[]): Decision<Terms, Code> {
  const [first, ...others] = reasons
  return first === undefined ? { yes: true, ...terms } : { yes: false, because: [first, ...others] }
}
