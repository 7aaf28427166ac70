// What the date taggers in JavaScript answer, in the form that the scorer reads.
//
// node peers.js NAME < records: one document a line, {doc, dct, text}. Prints {seconds, answers}.
// Where a tagger leaves open which day is meant, it gets the choice that suits news best: the last
// such weekday, the nearest such day of a year. Where it gives a day for less, the unit is its own.
"use strict";

const path = require("path");
const { createRequire } = require("module");
const load = createRequire(path.join(process.cwd(), "package.json"));

const DAY = 86400000;
const pad = (number, size = 2) => String(number).padStart(size, "0");
const noon = (day) => new Date(`${day}T12:00:00`);

function week(day) {
  const thursday = new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth(), day.getUTCDate()));
  thursday.setUTCDate(thursday.getUTCDate() + 4 - (thursday.getUTCDay() || 7));
  const first = Date.UTC(thursday.getUTCFullYear(), 0, 1);
  return `${thursday.getUTCFullYear()}-W${pad(Math.ceil(((thursday - first) / DAY + 1) / 7))}`;
}

function written(iso, unit) {
  const [year, month] = [iso.slice(0, 4), Number(iso.slice(5, 7))];
  if (unit === "decade") return year.slice(0, 3);
  if (unit === "year") return year;
  if (unit === "quarter") return `${year}-Q${Math.ceil(month / 3)}`;
  if (unit === "month") return iso.slice(0, 7);
  return unit === "week" ? week(new Date(`${iso.slice(0, 10)}T00:00:00Z`)) : iso.slice(0, 10);
}

function chrono() {
  const { parse } = load("chrono-node");
  const value = (part) => {
    const day = `${pad(part.get("year"), 4)}-${pad(part.get("month"))}-${pad(part.get("day"))}`;
    const sure = (name) => part.isCertain(name);
    if (sure("year") && !sure("month") && !sure("day") && !sure("weekday")) return day.slice(0, 4);
    return sure("month") && !sure("day") ? day.slice(0, 7) : day;
  };
  return (doc) =>
    parse(doc.text, noon(doc.dct)).map((found) => {
      const end = found.index + found.text.length;
      return { start: found.index, end, type: "DATE", value: value(found.start) };
    });
}

function compromise() {
  const nlp = load("compromise");
  nlp.plugin(load("compromise-dates"));
  return (doc) =>
    nlp(doc.text).dates({ today: doc.dct, timezone: "UTC" }).json({ offset: true, terms: false })
      .map(({ text, offset, dates }) => {
        const value = dates.start ? written(lastOrNearest(dates.start, text, doc), dates.unit) : "";
        return { start: offset.start, end: offset.start + offset.length, type: "DATE", value };
      });
}

// It takes the next Friday and the next May, where news means the last and the nearest.
function lastOrNearest(iso, text, doc) {
  const day = new Date(`${iso.slice(0, 10)}T12:00:00Z`);
  const ahead = (day - new Date(`${doc.dct}T12:00:00Z`)) / DAY;
  if (/\d{4}|next|last|this/i.test(text) || ahead <= 0) return iso;
  if (/\b(mon|tues|wednes|thurs|fri|satur|sun)day\b/i.test(text) && ahead <= 7) {
    return new Date(day - 7 * DAY).toISOString();
  }
  const month = /\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/i.test(text);
  return month && ahead > 183 ? `${Number(iso.slice(0, 4)) - 1}${iso.slice(4)}` : iso;
}

function recognizers() {
  const { recognizeDateTime, Culture } = load("@microsoft/recognizers-text-suite");
  return (doc) =>
    recognizeDateTime(doc.text, Culture.English, 0, noon(doc.dct)).map((found) => {
      const kind = found.typeName.split(".")[1];
      const type = { duration: "DURATION", set: "SET" }[kind];
      const value = recognised(found.resolution?.values ?? [], doc, found.text);
      const time = value.includes("T") && !value.startsWith("P") ? "TIME" : "DATE";
      return { start: found.start, end: found.end + 1, type: type ?? time, value };
    });
}

const UNITS = { P1D: "day", P1W: "week", P1M: "month", P3M: "quarter", P1Y: "year", P10Y: "decade" };

function recognised(values, doc, text) {
  const timex = values[0]?.timex ?? "";
  if (!timex) return "";
  const chosen = choice(values, doc, timex.includes("-WXX-"));
  const iso = String(chosen.start ?? chosen.end ?? chosen.value).replace(" ", "T");
  if (timex.startsWith("(")) return written(iso, UNITS[timex.slice(timex.lastIndexOf(",") + 1, -1)]);
  if (timex.startsWith("XXXX")) return `${iso.slice(0, timex.length === 7 ? 7 : 10)}${clock(timex)}`;
  const [, unit] = /\b(year|month|week|decade)s? ago\b/i.exec(text) ?? [];
  return unit ? written(iso, unit) : timex;
}

function choice(values, doc, weekday) {
  const away = (found) => noon((found.start ?? found.end ?? found.value).slice(0, 10)) - noon(doc.dct);
  const past = values.filter((found) => away(found) <= 0).sort((a, b) => away(b) - away(a));
  if (weekday && past.length) return past[0];
  return [...values].sort((a, b) => Math.abs(away(a)) - Math.abs(away(b)))[0];
}

function clock(timex) {
  const time = timex.includes("T") ? timex.slice(timex.indexOf("T")) : "";
  return /^T\d\d$/.test(time) ? `${time}:00` : time;
}

const docs = require("fs").readFileSync(0, "utf8").split("\n").filter(Boolean).map(JSON.parse);
const tag = { chrono, compromise, recognizers }[process.argv[2]]();
const read = (doc) => ({ doc: doc.doc, timexes: tag(doc) });
docs.slice(0, 5).forEach(read);
const started = process.cpuUsage();
const answers = docs.map(read);
const used = process.cpuUsage(started);
console.log(JSON.stringify({ seconds: (used.user + used.system) / 1e6, answers }));
