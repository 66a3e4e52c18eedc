/**
 * Bytes, a character each, with a replacement character's bytes in place of each that is not of UTF-8.
 * PROFILE webkit: libsoup makes header values valid so — libsoup/soup-headers.c, g_utf8_make_valid() of GLib.
 */
export function madeValidUtf8(bytes: string): string {
  return bytes.replace(SEQUENCE, (all: string, invalid: string | undefined) =>
    invalid === undefined ? all : "\xef\xbf\xbd",
  );
}

const SEQUENCE =
  /[\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]{2}|\xed[\x80-\x9f][\x80-\xbf]|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}|\xf4[\x80-\x8f][\x80-\xbf]{2}|([\x80-\xff])/g;
