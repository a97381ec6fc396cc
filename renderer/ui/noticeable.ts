/** A wait that a person notices: what is over sooner is not worth a change of the page. Milliseconds. */
export const noticeableMs = 100;
