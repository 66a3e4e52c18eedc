/** UTF-8 length. */
export function byteLength(text: string): number {
  let length = text.length;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code > 0x7ff) length += code >= 0xd800 && code <= 0xdbff ? 1 : 2;
    else if (code > 0x7f) length += 1;
    if (code >= 0xd800 && code <= 0xdbff) {
      length += 1;
      i++;
    }
  }
  return length;
}
