/** What pages have beyond TypeScript's own description of browsers. */

interface Navigator {
  readonly connection?: { readonly saveData: boolean };
  readonly deviceMemory?: number;
}

interface Window {
  /** Material for MkDocs' streams of documents and addresses. */
  document$: { next(document: Document): void };
  location$: { next(url: URL): void };
}

/** What was clicked before the scripts were ready, and the listener in the page's head that records it. */
declare var fdnnEarlyClicks: EventTarget[] | undefined;
declare var fdnnRecordClick: ((event: MouseEvent) => void) | undefined;
