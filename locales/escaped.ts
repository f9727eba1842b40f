/** Text inside HTML, in an element or an attribute: nothing in it can be read as markup. */
export const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
