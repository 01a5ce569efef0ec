/** What the build writes above the service worker: hashes of files by path. */
declare const SITE: Record<"pages" | "python" | "packages", Record<string, string>>;
