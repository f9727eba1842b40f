// What a Chinese keyboard types in full width means the same in half width: １２３－Ａ is 123-A.
export function halfWidth(text: string): string {
  return text.normalize('NFKC').replaceAll(/[‐‑‒–—―−]/g, '-').replaceAll(/[\u200B-\u200F\u2060\uFEFF]/g, '').trim()
}

/** A number as people type it: full width, separators of thousands, a sign of money before it. Null when it is none. */
export function readNumber(text: string): number | null {
  const plain = halfWidth(text).replace(/^(NT\$|NTD|CNY|RMB|[¥$￥])\s*/i, '').replaceAll(/(?<=\d)[,\s](?=\d{3}(?!\d))/g, '')
  return /^[+-]?(\d+(\.\d*)?|\.\d+)$/.test(plain) ? Number(plain) : null
}
