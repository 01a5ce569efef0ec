/** The one Python of the page, however many figures and claims ask for it. */

import { Client } from "./client.js";

export const python = new Client(() => new Worker(new URL("./worker.js", import.meta.url), { type: "module", name: "python" }));
