/** One plain address: no name, no list, no route, no line break. */
export const isMailAddress = (text: string): boolean => text.length <= 254 && shape.test(text) && !text.includes('..')

// A header ends at a line break; what comes after it would be another header.
export const isOneLine = (text: string): boolean => !/\p{Cc}/u.test(text)

const shape = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*$/
