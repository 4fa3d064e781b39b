"use strict";
// Several files of one form put together: what one of them leaves blank the other
// fills; two different answers are shown side by side and never chosen silently.

/** An answer at length, so that its value, evidence and remark can be told apart. */
const atLength = (given) => (isRecord(given) ? given : { [KEYS.answer_value]: given });

/** Evidence of `theirs` under numbers that `mine` does not use for something else. */
function renumbered(mine, theirs) {
  const own = mine[KEYS.evidence] || {};
  const given = theirs[KEYS.evidence] || {};
  const used = new Set([...Object.keys(own), ...Object.keys(given)]);
  const anew = new Map();
  for (const [id, proof] of Object.entries(given)) {
    if (id in own && !sameText(own[id], proof)) {
      let n = 1;
      while (used.has(`E${n}`)) n += 1;
      used.add(`E${n}`);
      anew.set(id, `E${n}`);
    }
  }
  if (!anew.size) return [theirs, anew];
  const cited = KEYS.answer_evidence;
  const swap = (id) => anew.get(id) || id;
  const follow = (value) => {
    if (Array.isArray(value)) return value.map(follow);
    if (!isRecord(value)) return value;
    const pairs = Object.entries(value).map(([key, one]) => [
      key,
      key === cited && Array.isArray(one) ? one.map(swap) : follow(one),
    ]);
    return Object.fromEntries(pairs);
  };
  const doc = {};
  for (const [key, value] of Object.entries(theirs)) {
    const proofs = () => Object.entries(value).map(([id, one]) => [swap(id), one]);
    doc[key] = key === KEYS.evidence ? Object.fromEntries(proofs()) : follow(value);
  }
  return [doc, anew];
}

/** Rows of both; one that stands in both is taken once. */
function bothRows(mine, theirs) {
  const left = mine.map((row) => JSON.stringify(row));
  const more = theirs.filter((row) => {
    const found = left.indexOf(JSON.stringify(row));
    if (found >= 0) left.splice(found, 1);
    return found < 0;
  });
  return [...mine, ...more];
}

function joinedMembers(mine, theirs, path, clashes) {
  const doc = { ...mine };
  for (const [key, value] of Object.entries(theirs || {})) {
    doc[key] = joinedValue(mine[key], value, [...path, key], clashes);
  }
  return doc;
}

function joinedValue(mine, theirs, path, clashes) {
  if (!isFilled(theirs) && !Array.isArray(theirs)) return mine;
  if ((!isFilled(mine) && !Array.isArray(mine)) || sameText(mine, theirs)) return theirs;
  const [group, , third] = path;
  if (group === KEYS.answers && path.length === 3) {
    const full = joinedMembers(atLength(mine), atLength(theirs), path, clashes);
    return full;
  }
  if (group === KEYS.comments && path.length === 2) return bothRows([].concat(mine), [].concat(theirs));
  if (isRecord(mine) && isRecord(theirs)) return joinedMembers(mine, theirs, path, clashes);
  const rows = Array.isArray(mine) && Array.isArray(theirs) && mine.length && theirs.length;
  const listed = path[path.length - 1] === KEYS.answer_evidence && third !== undefined;
  if (rows && (group === KEYS.tables || listed)) return bothRows(mine, theirs);
  clashes.push({ path, mine, theirs });
  return mine;
}

/** Put `value` where `path` leads. */
function putAt(doc, path, value) {
  const copy = { ...doc };
  const [key, ...rest] = path;
  copy[key] = rest.length ? putAt(copy[key], rest, value) : value;
  return copy;
}

/** One question a clash: radio buttons, none chosen beforehand. */
function clashPart(clash, mine, theirs) {
  const name = freshId();
  const boxes = [
    [mine, clash.mine],
    [theirs, clash.theirs],
  ].map(([from, value]) => {
    const box = make("input", { type: "radio", name, id: freshId() });
    const text = make("span", { text: `${from}：${told(value)}` });
    return [box, make("label", { className: "pill" }, box, text)];
  });
  const legend = make("legend", { text: clash.path.slice(1).join(" › ") });
  return {
    node: make("fieldset", {}, legend, make("div", { className: "choices" }, boxes[0][1], boxes[1][1])),
    chosen: () => (boxes[0][0].checked ? clash.mine : boxes[1][0].checked ? clash.theirs : undefined),
  };
}

/** Both documents as one; asks about every place where they say different things. */
async function united(mine, given, mineName, theirsName) {
  const [theirs] = renumbered(mine, given);
  const clashes = [];
  let doc = joinedMembers(mine, theirs, [], clashes);
  if (!clashes.length) return doc;
  const parts = clashes.map((clash) => clashPart(clash, mineName, theirsName));
  const hint = make("p", { className: "status bad", role: "alert" });
  await ask(
    `有 ${clashes.length} 处两边填得不一样，请逐处选定`,
    [...parts.map((part) => part.node), hint],
    [
      {
        text: "选好了",
        main: true,
        ready() {
          const open = parts.filter((part) => part.chosen() === undefined).length;
          hint.textContent = open ? `还有 ${open} 处没有选。` : "";
          return !open;
        },
      },
    ]
  );
  clashes.forEach((clash, index) => (doc = putAt(doc, clash.path, parts[index].chosen())));
  return doc;
}
