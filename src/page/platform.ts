/**
 * The platform's own classes, as they were when this was loaded: a test may put a page's in their place, and what stands
 * behind the page goes on with these.
 */
export const { Request: StandardRequest, Response: StandardResponse } = globalThis;
