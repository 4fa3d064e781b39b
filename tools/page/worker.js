"use strict";
// The engine's own thread: unpacks Python and the package's wheel, and answers calls.
// Nothing is fetched: what the loader asks for is handed to it from the page.

let python = null;
let desk = null;

const PRELUDE = `
import os, sys, zipfile
zipfile.ZipFile("/engine.zip").extractall("/engine")
os.remove("/engine.zip")
sys.path.insert(0, "/engine")
from icstd.page.desk import Desk
`;

async function boot({ parts, lock, edition, rules }) {
  const given = { "pyodide.asm.wasm": parts.wasm, "python_stdlib.zip": parts.library };
  self.fetch = (address) => {
    const name = String(address.url || address).split("/").pop();
    if (!(name in given)) return Promise.reject(new Error(`no network: ${name}`));
    const headers = name.endsWith(".wasm") ? { "content-type": "application/wasm" } : {};
    return Promise.resolve(new Response(given[name], { headers }));
  };
  // The loader asks in this way which kind of thread it is in.
  self.importScripts = () => {
    throw new Error("no network");
  };
  const module = (bytes) => import(URL.createObjectURL(new Blob([bytes], { type: "text/javascript" })));
  const { loadPyodide } = await module(parts.loader);
  const { default: createPyodideModule } = await module(parts.runtime);
  python = await loadPyodide({
    indexURL: "https://nowhere.invalid/",
    createPyodideModule,
    lockFileContents: lock,
  });
  python.FS.writeFile("/engine.zip", parts.engine);
  python.runPython(PRELUDE);
  if (edition) python.FS.writeFile("/edition.json", edition);
  if (rules) python.FS.writeFile("/rules.py", rules);
  desk = python.globals.get("Desk")(edition ? "/edition.json" : undefined, rules ? "/rules.py" : undefined);
}

/** Bytes of Python as bytes of the page. */
function taken(proxy) {
  const bytes = proxy.toJs();
  proxy.destroy();
  return bytes;
}

const CALLS = {
  boot,
  judge: ({ data, name }) => desk.judge(python.toPy(data), name),
  read: ({ data, name }) => desk.read(python.toPy(data), name),
  begin: ({ data, name }) => desk.begin(python.toPy(data), name),
  told: ({ data, name }) => desk.told(python.toPy(data), name),
  paper: ({ suffix }) => taken(desk.paper(suffix)),
  review({ files, anonymise, id }) {
    python.runPython(`
import shutil
os.makedirs("/parks", exist_ok=True)
os.chdir("/parks")
for name in os.listdir():
    shutil.rmtree(name) if os.path.isdir(name) else os.remove(name)
`);
    const paths = files.map(({ name, data }, index) => {
      let path = name;
      if (python.FS.analyzePath(`/parks/${name}`).exists) {
        path = `${index + 1}/${name}`;
        python.FS.mkdir(`/parks/${index + 1}`);
      }
      python.FS.writeFile(`/parks/${path}`, data);
      return path;
    });
    const progress = (done, all) => postMessage({ id, progress: [done, all] });
    const found = desk.review.callKwargs(python.toPy(paths), progress, { anonymise });
    const result = { told: found.get("told") };
    for (const paper of ["html", "xlsx"]) {
      const bytes = found.get(paper);
      if (bytes) result[paper] = taken(bytes);
    }
    found.destroy();
    return result;
  },
};

onmessage = async ({ data: { id, call, ...given } }) => {
  try {
    postMessage({ id, value: await CALLS[call]({ ...given, id }) });
  } catch (problem) {
    const last = String(problem.message || problem).trim().split("\n").pop();
    postMessage({ id, fault: last });
  }
};
