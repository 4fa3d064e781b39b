"use strict";
// What can be said while the form is being filled in.  These are hints: the
// verdicts are icstd's, which reads the saved file.

const shown = (number) => String(Math.round(number * 1e6) / 1e6);

function rangeText(field) {
  const { min, max } = field;
  if (min !== null && max !== null) return `应在 ${shown(min)} 至 ${shown(max)} 之间`;
  if (min !== null) return `不能小于 ${shown(min)}`;
  return `不能大于 ${shown(max)}`;
}

/** The number in `95%`; undefined where there is no sign or no number. */
function signed(value) {
  const text = String(value).normalize("NFKC").trim();
  return text.endsWith("%") ? readNumber(text.slice(0, -1), false) : undefined;
}

/** A count known only from below: `至少 20`. */
const isBound = (field, value) => field.type === "count" && /^至少 ?[0-9]{1,15}$/.test(value);

/** Faults of one answer by itself: text, or "" where there is none. */
function fault(field, value, context) {
  if (value === undefined || field.words.includes(value)) return "";
  if (isNumeric(field.type)) {
    const share = field.type === "percent" ? signed(value) : undefined;
    if (share !== undefined) return share < field.min || share > field.max ? rangeText(field) : "";
    if (isBound(field, value)) return "";
    if (typeof value !== "number") {
      const kind = field.type === "count" ? "整数" : "数字";
      return `请填${kind}${field.unit ? `，不写单位“${field.unit}”` : ""}`;
    }
    if (field.type === "percent" && value > 0 && value <= 1) return "请填百分数，例如 95 表示 95%";
    const low = field.min !== null && value < field.min;
    const high = field.max !== null && value > field.max;
    if (low || high) return rangeText(field);
    return partFault(field, value, context);
  }
  if (field.type === "date" && !field.future && context.asOf && value > context.asOf) {
    return `晚于评价日 ${context.asOf}`;
  }
  return "";
}

function partFault(field, value, context) {
  const counted = field.whole && field.type !== "percent";
  const whole = counted ? context.value(field.whole) : undefined;
  if (typeof whole !== "number" || value <= whole) return "";
  return `不能大于“${field.whole}”（${shown(whole)}），多了 ${shown(value - whole)} ${field.unit}`.trim();
}

/** 还差: how far a figure is from what a provision asks, as text; "" where nothing lacks. */
function lacking(hint, context) {
  const unit = (name) => context.field(name).unit || "";
  if (hint.kind === "min") {
    const value = context.value(hint.item);
    if (typeof value !== "number" || value >= hint.least) return "";
    return `还差 ${shown(hint.least - value)} ${unit(hint.item)}（${hint.of}：至少 ${shown(hint.least)}）`;
  }
  const part = context.value(hint.part);
  const whole = context.value(hint.whole);
  if (typeof part !== "number" || typeof whole !== "number" || whole <= 0) return "";
  const least = Math.ceil((whole * hint.least) / 100 - 1e-9);
  if (part >= least) return "";
  return `还差 ${shown(least - part)} ${unit(hint.part)}（${hint.of}：达到 ${shown(least)}，即“${hint.whole}”的 ${shown(hint.least)}%）`;
}

/** A balance that does not come out, as text; "" where it does or cannot be told. */
function imbalance(balance, context) {
  const sum = (names) => {
    const values = names.map((name) => (context.value(name) === "无" ? 0 : context.value(name)));
    if (values.some((value) => typeof value !== "number")) return undefined;
    return values.reduce((total, value) => total + value, 0);
  };
  const left = sum(balance.left);
  const right = sum(balance.right);
  if (left === undefined || right === undefined || Math.abs(left - right) < 1e-9) return "";
  const terms = (names) => names.join(" + ");
  return (
    `${balance.label}不平：${terms(balance.left)} = ${shown(left)}，` +
    `${terms(balance.right)} = ${shown(right)}，相差 ${shown(Math.abs(left - right))}`
  );
}
