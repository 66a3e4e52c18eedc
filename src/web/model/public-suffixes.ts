/** The one function of the list that the page needs; the rest of the package stays out. */
export { getDomain } from "tldts";
