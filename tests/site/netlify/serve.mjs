// Serves a folder as Netlify does, with its own engines: the edge function first, then redirects, files and headers.
//   node serve.mjs FOLDER FUNCTION PORT
import { createServer } from "node:http";
import { HeadersHandler } from "@netlify/headers";
import { RedirectsHandler } from "@netlify/redirects";
import { StaticHandler } from "@netlify/static";

const [folder, edge, port] = process.argv.slice(2);
const { negotiated } = await import(edge);
const files = new StaticHandler({ directory: folder });
const headers = new HeadersHandler({ projectDir: folder, publishDir: ".", configHeaders: [], logger: console });
const redirects = new RedirectsHandler({ configRedirects: [], jwtRoleClaim: "", jwtSecret: "", projectDir: folder, publicDir: folder, siteURL: `http://127.0.0.1:${port}` });

async function answered(request) {
  const sent = negotiated(request);
  if (sent) return sent;
  const file = await files.match(request);
  if (file) {
    const response = await file.handle();
    await headers.apply(request, response);
    return response;
  }
  const rule = await redirects.match(request);
  const led = rule && (await redirects.handle(request, rule, async () => undefined));
  return led || new Response("not found", { status: 404 });
}

createServer(async ({ url, headers: given }, out) => {
  try {
    const response = await answered(new Request(new URL(url, `http://127.0.0.1:${port}`), { headers: given }));
    out.writeHead(response.status, Object.fromEntries(response.headers));
    out.end(Buffer.from(await response.arrayBuffer()));
  } catch (error) {
    out.writeHead(500);
    out.end(String(error.stack));
  }
}).listen(Number(port), "127.0.0.1");
