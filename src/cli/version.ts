/** Put in by the build, from package.json. */
declare const WHYCORS_VERSION: string | undefined;

export const VERSION = typeof WHYCORS_VERSION === "string" ? WHYCORS_VERSION : "0.0.0-source";
