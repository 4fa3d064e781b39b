"use strict";
// The document that icstd reads: put together from the controls, and back.

const cover = new Map(); // "园区.名称" → control
const items = new Map(); // label of a data item → its part
const ledgers = new Map(); // label of a table → its rows
const judged = new Map(); // id of a provision → its controls
const hintsOf = new Map(); // label → hints that read it

const comments = rowList(FORM.comment, "意见", "添加一条意见");

/** An object without blank members, or undefined when nothing is left. */
function compact(pairs) {
  const kept = pairs.filter(
    ([, value]) => isFilled(value) && !(typeof value === "object" && !Object.keys(value).length)
  );
  return kept.length ? Object.fromEntries(kept) : undefined;
}

function collectCover(group) {
  const fields = FORM.cover[group];
  return compact(fields.map((field) => [field.key, cover.get(`${group}.${field.key}`).get()]));
}

function collectJudgements() {
  return compact(
    FORM.judged.map(({ id, fingerprint }) => {
      const made = judged.get(id);
      const said = Object.fromEntries(
        Object.entries(made.controls).map(([key, one]) => [key, one.get()])
      );
      if (!Object.values(said).some(isFilled)) return [id, undefined];
      const stamp = made.loaded ? made.stamp : fingerprint;
      return [id, compact([...Object.entries(said), [KEYS.judgement_fingerprint, stamp]])];
    })
  );
}

function collectComments() {
  const found = {};
  for (const { [KEYS.provision]: id, ...rest } of comments.get()) {
    const before = found[id || ""];
    found[id || ""] = before === undefined ? rest : [].concat(before, rest);
  }
  return found;
}

function collectEvidence() {
  return evidenceRows
    .get()
    .map(({ [EVIDENCE_ID]: id, ...rest }) => [id || "", rest])
    .filter(([id, rest]) => id || Object.keys(rest).length);
}

/** Everything filled in, under the keys that icstd reads. */
function collect() {
  const sections = FORM.sections.map((section) => [
    section.title,
    compact(section.items.map((item) => [item.key, items.get(item.key).get()])),
  ]);
  const tables = [...ledgers]
    .map(([name, rows]) => [name, rows.get()])
    .filter(([, rows]) => rows !== undefined);
  const body = compact([
    ...Object.keys(FORM.cover).map((group) => [group, collectCover(group)]),
    [KEYS.answers, compact(sections)],
    [KEYS.tables, tables.length ? Object.fromEntries(tables) : undefined],
    [KEYS.judgements, collectJudgements()],
    [KEYS.evidence, compact(collectEvidence())],
    [KEYS.comments, compact(Object.entries(collectComments()))],
  ]);
  return { ...FORM.standard, ...body };
}

/** Show a document; returns what could not be shown, as texts. */
function fill(doc) {
  const lost = [];
  const members = (value) => (value && typeof value === "object" ? Object.entries(value) : []);
  const known = [...Object.keys(FORM.standard), ...Object.keys(FORM.cover)];
  known.push(...["answers", "tables", "judgements", "evidence", "comments"].map((k) => KEYS[k]));
  for (const key of Object.keys(doc)) if (!known.includes(key)) lost.push(key);
  for (const group of Object.keys(FORM.cover)) fillFields(group, doc[group] || {}, lost);
  fillAnswers(members(doc[KEYS.answers]), lost);
  for (const [name, rows] of ledgers) fillRows(rows, (doc[KEYS.tables] || {})[name], name, lost);
  for (const [name] of members(doc[KEYS.tables])) if (!ledgers.has(name)) lost.push(name);
  fillJudgements(doc[KEYS.judgements] || {}, lost);
  const proofs = members(doc[KEYS.evidence]).map(([id, one]) => ({
    [EVIDENCE_ID]: id,
    ...(Object.keys(one || {}).length ? one : FORM.nameless),
  }));
  fillRows(evidenceRows, proofs, KEYS.evidence, lost);
  const said = members(doc[KEYS.comments]).flatMap(([id, given]) =>
    [].concat(given).map((one) => ({ [KEYS.provision]: id, ...one }))
  );
  fillRows(comments, said, KEYS.comments, lost);
  return lost;
}

function fillFields(group, given, lost) {
  const fields = FORM.cover[group];
  for (const field of fields) {
    const value = given[field.key];
    const held = cover.get(`${group}.${field.key}`).set(value === null ? undefined : value);
    if (!held) lost.push(`${group} › ${field.key}`);
  }
  const known = fields.map((field) => field.key);
  for (const key of Object.keys(given)) if (!known.includes(key)) lost.push(`${group} › ${key}`);
}

function fillAnswers(sections, lost) {
  for (const part of items.values()) part.set(undefined);
  for (const [section, given] of sections) {
    for (const [name, value] of Object.entries(given || {})) {
      if (!items.has(name) || !items.get(name).set(value)) lost.push(`${section} › ${name}`);
    }
  }
}

function fillRows(list, given, name, lost) {
  list.clear();
  if (list.set) list.set(given === "无" ? [] : given);
  (Array.isArray(given) ? given : []).forEach((row, index) => {
    if (!list.add(row)) lost.push(`${name} › 第 ${index + 1} 行`);
  });
}

function fillJudgements(given, lost) {
  for (const [id, made] of judged) {
    const said = given[id] || {};
    made.loaded = Boolean(given[id]);
    made.stamp = said[KEYS.judgement_fingerprint];
    for (const [key, one] of Object.entries(made.controls)) {
      if (!one.set(said[key])) lost.push(`${KEYS.judgements} › ${id}`);
    }
  }
  for (const id of Object.keys(given)) if (!judged.has(id)) lost.push(`${KEYS.judgements} › ${id}`);
}
