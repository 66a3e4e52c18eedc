/** `1 request`, `1,200 requests` */
export function counted(count: number, singular: string, plural = `${singular}s`): string {
  return `${number(count)} ${count === 1 ? singular : plural}`;
}

/** With thousands separators. Not `Intl.NumberFormat`: making one takes longer than a small recording. */
export function number(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ",");
}
