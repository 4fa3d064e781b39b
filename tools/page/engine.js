"use strict";
// The engine beside the form.  Here nothing is decided and no rule is known: what is
// filled in goes to the package's own wheel, and what it answers is shown.

const BUNDLE = JSON.parse(byId("bundle-data").textContent);
const CAPABLE =
  typeof WebAssembly === "object" &&
  typeof DecompressionStream === "function" &&
  typeof Worker === "function" &&
  typeof Promise.allSettled === "function";

/** A part of the bundle as bytes: base64 of gzip in a script element that is never run. */
async function unpacked(name) {
  const text = atob(byId(`part-${name}`).textContent);
  const packed = new Uint8Array(text.length);
  for (let n = 0; n < text.length; n += 1) packed[n] = text.charCodeAt(n);
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

let thread = null; // {worker, calls, ready}

function halt() {
  if (!thread) return;
  thread.worker.terminate();
  for (const { reject } of thread.calls.values()) reject(new Error("停下了"));
  thread = null;
}

function begun() {
  if (thread) return thread;
  const code = new Blob([byId("worker-code").textContent], { type: "text/javascript" });
  const worker = new Worker(URL.createObjectURL(code));
  const calls = new Map();
  worker.onmessage = ({ data }) => {
    const one = calls.get(data.id);
    if (!one) return;
    if (data.progress) {
      one.progress(...data.progress);
      return;
    }
    calls.delete(data.id);
    if ("fault" in data) one.reject(new Error(data.fault));
    else one.resolve(data.value);
  };
  worker.onerror = (event) => {
    event.preventDefault();
    for (const { reject } of calls.values()) reject(new Error(event.message || "线程没有起来"));
    calls.clear();
  };
  thread = { worker, calls, ready: null };
  thread.ready = ready();
  return thread;
}

async function ready() {
  const names = ["wasm", "library", "runtime", "loader", "engine"];
  const bytes = await Promise.all(names.map(unpacked));
  const parts = Object.fromEntries(names.map((name, n) => [name, bytes[n]]));
  const own = async (name) => (byId(`part-${name}`) ? unpacked(name) : null);
  const [edition, rules] = [await own("edition"), await own("rules")];
  await post("boot", { parts, lock: BUNDLE.lock, edition, rules });
}

let callsMade = 0;

function post(call, given, progress) {
  const { worker, calls } = thread;
  const id = (callsMade += 1);
  return new Promise((resolve, reject) => {
    calls.set(id, { resolve, reject, progress });
    worker.postMessage({ id, call, ...given });
  });
}

/** Call the engine, started where it is not yet; a start that failed is tried anew next time. */
async function engine(call, given, progress) {
  const own = begun();
  try {
    await own.ready;
  } catch (problem) {
    if (thread === own) halt();
    throw problem;
  }
  return post(call, given, progress);
}

const encoded = (text) => new TextEncoder().encode(text);
const bytesOf = async (file) => new Uint8Array(await file.arrayBuffer());

/** One result as a mark: a sign and its word, in the colours of the reports. */
const markOf = ({ mark, sign, result }, id) =>
  make("span", { className: `mark v${mark}` }, make("span", { text: `${sign} ` }), id ? `${id} ${result}` : result);
