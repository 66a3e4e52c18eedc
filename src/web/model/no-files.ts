/** A page is handed bytes, and opens no files. */
function refuse(): never {
  throw new TypeError("a page reads chunks, no paths");
}

export const openFile = refuse;
export const openStream = refuse;
export const gunzipped = refuse;
