import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { contract } from "./contract.ts";

const inside = (path: string) => fileURLToPath(new URL(path, import.meta.url));
/** The gateway of a running stack, for `make console`. */
const stack = process.env["TABWRIGHT_URL"] ?? "http://127.0.0.1:3000";

export default defineConfig({
  base: "/console/",
  plugins: [contract, react()],
  resolve: { alias: { "#": inside("./src") } },
  build: {
    outDir: inside("../gen/console"),
    emptyOutDir: true,
    target: "es2022",
    // One style sheet for all pages, and none of the inline code that the policy of the page refuses.
    cssCodeSplit: false,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1000, // tests/console has the limit that counts
    license: { fileName: "LICENSES.md" },
    rolldownOptions: {
      output: { chunkFileNames: ({ facadeModuleId, name }) => `assets/${folder(facadeModuleId) ?? name}-[hash].js` },
      checks: { ineffectiveDynamicImport: false }, // two services are part of the console itself: see src/api/api.ts
    },
  },
  server: {
    // What is the gateway's: all but the console itself.
    proxy: { "^/(api|live|docs|openapi.json|tabwright\\.v1\\.)": { target: stack, ws: true } },
  },
});

/** Every page is a file `page.tsx`; its folder tells them apart. */
function folder(file: string | null): string | undefined {
  return /\/features\/([\w-]+)\/page\.tsx$/.exec(file ?? "")?.[1];
}
